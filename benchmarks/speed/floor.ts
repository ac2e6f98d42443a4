import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpeedStep } from './SpeedStep';

/** Files that say what the packages, Lambdas and base images of a synthetic monorepo are. */
const MANIFEST =
  /(?:^|\/)(?:pyproject\.toml|Dockerfile|\.dockerignore|CODEOWNERS|base-images\.yaml|template\.yaml|main\.tf|stack\.py)$/;

/** What no reader can do without, done in the plainest way: git lists its index, and the manifests are read one by one. */
export const floor: SpeedStep<void> = {
  async prepare() {},
  run(folder) {
    const listing = execFileSync('git', ['ls-files', '--stage', '-z'], {
      cwd: folder,
      maxBuffer: 1 << 30,
    });
    let bytes = 0;
    for (const entry of listing.toString().split('\0')) {
      const path = entry.slice(entry.indexOf('\t') + 1);
      if (MANIFEST.test(path)) {
        bytes += readFileSync(join(folder, path)).length;
      }
    }
    if (bytes === 0) {
      throw new Error('There are no manifests');
    }
  },
};

import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { targetPaths } from '@backstage/cli-common';

/** The sample monorepo of this repository. */
export const EXAMPLE_MONOREPO = resolve(
  targetPaths.rootDir,
  'examples/receipts',
);

/** Copies the sample monorepo as it is before a Lambda is moved to a base image. */
export function copyExampleMonorepo(folder: string): void {
  cpSync(EXAMPLE_MONOREPO, folder, {
    recursive: true,
    filter: path => !path.endsWith('.with_base'),
  });
}

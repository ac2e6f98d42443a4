import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes files into a new folder and makes one commit of them, with the same id on every machine. */
export function writeMonorepo(
  folder: string,
  files: ReadonlyMap<string, string>,
): void {
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder);
  const made = new Set<string>();
  for (const [path, text] of files) {
    const parent = dirname(join(folder, path));
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    writeFileSync(join(folder, path), text);
  }
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'Add a synthetic monorepo');
}

function git(folder: string, ...args: string[]): void {
  execFileSync(
    'git',
    ['-c', 'core.autocrlf=false', '-c', 'gc.auto=0', ...args],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'Benchmark',
        GIT_AUTHOR_EMAIL: 'benchmark@example.com',
        GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z',
        GIT_COMMITTER_NAME: 'Benchmark',
        GIT_COMMITTER_EMAIL: 'benchmark@example.com',
        GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
      },
    },
  );
}

import { Git, GitFailedError, GitMissingError } from './Git';

/** Stands before the files of a commit, as `%x01` in the format. */
const COMMIT = '\u0001';

/**
 * The files that each of the latest commits of a branch changed below a folder, the latest first: what a merge brought counts as
 * one change. Commits without a parent are left out, since a shallow clone shows all files there as new. Empty where there is no
 * git, no repository or no commit.
 *
 * @param most - how many commits to go back at most.
 * @returns paths from the folder, with `/`.
 * @throws the signal's reason.
 * @public
 */
export async function readHistory(
  folder: string,
  most: number,
  signal?: AbortSignal,
): Promise<string[][]> {
  const commits: string[][] = [];
  try {
    const parts = await new Git(folder, signal).list(
      'log',
      '--first-parent',
      '--diff-merges=first-parent',
      '--min-parents=1',
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
      '--name-only',
      '--relative',
      '-z',
      '--format=%x01',
      `--max-count=${most}`,
      'HEAD',
      '--',
      '.',
    );
    for (const part of parts) {
      // A line break stands before the first file of a commit.
      const path = part.replace(/^\n/, '');
      if (path === COMMIT) {
        commits.push([]);
      } else if (path !== '') {
        commits.at(-1)?.push(path);
      }
    }
  } catch (error) {
    if (!(
      error instanceof GitMissingError || error instanceof GitFailedError
    )) {
      throw error;
    }
  }
  return commits.filter(files => files.length > 0);
}

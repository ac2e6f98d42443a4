import { InputError } from '@backstage/errors';
import { Git, GitFailedError } from './Git';

/**
 * The commit that a revision names. The revision is never taken for an option.
 *
 * @throws InputError that says what to do when there is no such commit.
 */
export async function resolveRevision(
  git: Git,
  revision: string,
): Promise<string> {
  try {
    if (revision === '' || revision.includes('\0')) {
      throw new GitFailedError('no revision', null);
    }
    const answer = await git.run(
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    );
    return answer.toString().trim();
  } catch (error) {
    if (!(error instanceof GitFailedError)) {
      throw error;
    }
    throw new InputError(
      `There is no commit ${JSON.stringify(revision)} here; ${await advice(git)}`,
    );
  }
}

async function advice(git: Git): Promise<string> {
  const shallow = await git.run('rev-parse', '--is-shallow-repository');
  return shallow.toString().trim() === 'true'
    ? 'this clone is shallow: fetch more of its history (git fetch --unshallow; in CI, ask for the whole history), or give a commit that it has'
    : 'give a commit, branch or tag that git log knows, and fetch it first if it is on another machine';
}

import { Git, GitFailedError, TIMEOUT_MS } from './Git';

/**
 * Blob ids that `git add` would give to regular files of a folder: with git's own conversions (line ends, encodings, `ident`),
 * without filters, which are programs.
 *
 * @param paths - from the folder that `git` stands in.
 * @param prefix - that folder from the root of the work tree, with `/` at its end.
 * @returns ids in the order of the paths.
 * @throws GitFailedError when a file is gone or git fails.
 */
export async function hashAsCommitted(
  git: Git,
  paths: readonly string[],
  prefix: string,
): Promise<string[]> {
  if (paths.length === 0) {
    return [];
  }
  // Paths are taken from the root of the work tree here, wherever the command runs.
  const output = await answer(
    git,
    paths.map(path => `${quote(prefix + path)}\n`).join(''),
  );
  const ids = output.split('\n').filter(id => /^[0-9a-f]{40}$/.test(id));
  if (ids.length !== paths.length) {
    throw new GitFailedError('git hash-object left files out', 0);
  }
  return ids;
}

function answer(git: Git, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = git.start('hash-object', '--stdin-paths');
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    let output = '';
    let messages = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (messages.length < 10_000) {
        messages += chunk.toString();
      }
    });
    // When git ends early, its status tells why.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', exitCode => {
      clearTimeout(timer);
      if (exitCode === 0) {
        resolve(output);
      } else {
        const reason = messages.trim() || 'git hash-object was stopped';
        reject(new GitFailedError(reason, exitCode));
      }
    });
    child.stdin.end(input);
  });
}

/** As git prints and reads unusual paths: in quotes, with backslashes. */
function quote(path: string): string {
  const escaped = path
    .replace(/["\\]/g, character => `\\${character}`)
    .replace(/\n/g, '\\n');
  return `"${escaped}"`;
}

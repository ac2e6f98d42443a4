import { spawnSync } from 'node:child_process';
import { SpeedResult, timed } from './SpeedStep';

/** Runs another tool on the same tree. @returns what it took, or why it failed. */
export async function runPeer(
  command: string,
  folder: string,
): Promise<SpeedResult | string> {
  let failure: string | undefined;
  const result = await timed(() => {
    const { status, stderr, error } = spawnSync('sh', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 600_000,
    });
    if (status !== 0) {
      failure = `${error?.message ?? `status ${status}`}: ${stderr.trim().split('\n').slice(-3).join(' | ')}`;
    }
  });
  return failure ?? result;
}

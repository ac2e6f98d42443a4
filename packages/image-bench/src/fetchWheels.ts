import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder';
import { runCommand } from './runCommand';

/**
 * Gives a folder with wheels of what is asked for and all that it needs. Each list is resolved by itself, so that several versions
 * of one distribution can be had. They are fetched once, with the index and settings that pip has on this machine, and then kept.
 *
 * @param python - such as `3.11`
 */
export async function fetchWheels(
  lists: readonly (readonly string[])[],
  python: string,
): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([lists, python]))
    .digest('hex');
  const folder = join(cacheFolder(), `wheels-${key.slice(0, 12)}`);
  if (existsSync(folder)) {
    return folder;
  }
  const unfinished = `${folder}.${process.pid}`;
  const environment = `${unfinished}.venv`;
  mkdirSync(unfinished);
  try {
    await runCommand(['python3', '-m', 'venv', environment]);
    const machine = arch() === 'arm64' ? 'aarch64' : 'x86_64';
    for (const list of lists) {
      await runCommand([
        join(environment, 'bin', 'pip'),
        ...['download', '--quiet', '--disable-pip-version-check'],
        ...['--only-binary', ':all:', '--dest', unfinished],
        ...['--python-version', python, '--implementation', 'cp'],
        ...[`cp${python.replace('.', '')}`, 'abi3', 'none'].flatMap(abi => [
          '--abi',
          abi,
        ]),
        ...['manylinux_2_28', 'manylinux_2_17', 'manylinux2014'].flatMap(
          platform => ['--platform', `${platform}_${machine}`],
        ),
        ...list,
      ]);
    }
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(environment, { recursive: true, force: true });
  }
  return folder;
}

import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder';
import { runCommand } from './runCommand';

/** The files of a small Linux. */
export interface RootFiles {
  /** Path of a tar. */
  archive: string;
  /** The version of Python in it, such as `3.11`. */
  python: string;
}

/**
 * Gives a small Debian or Ubuntu and its Python: of the same release as this machine, whose keys are known here. It is made once and
 * then kept.
 */
export async function fetchRootFiles(): Promise<RootFiles> {
  const release = readFileSync('/etc/os-release', 'utf8');
  const suite = /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
  if (!suite) {
    throw new Error('The image bench needs Debian or Ubuntu');
  }
  const archive = join(cacheFolder(), `${suite}-${process.arch}.tar`);
  if (!existsSync(archive)) {
    const unfinished = `${archive}.${process.pid}.tar`;
    await runCommand([
      ...['mmdebstrap', '--variant=minbase', '--quiet'],
      '--include=python3-venv,ca-certificates',
      ...['doc', 'man', 'locale'].map(
        folder => `--dpkgopt=path-exclude=/usr/share/${folder}/*`,
      ),
      ...['--aptopt=Apt::Install-Recommends "false"', suite, unfinished],
    ]);
    renameSync(unfinished, archive);
  }
  return { archive, python: await readPythonVersion(archive) };
}

async function readPythonVersion(archive: string): Promise<string> {
  const { stdout } = await runCommand(['tar', '-tf', archive]);
  const version = /^(?:\.\/)?usr\/bin\/python(3\.\d+)$/m.exec(stdout)?.[1];
  if (!version) {
    throw new Error(`${archive} holds no Python`);
  }
  return version;
}

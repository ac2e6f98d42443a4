import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ImageConfiguration,
  readImageConfiguration,
} from './ImageConfiguration';
import { CommandError, CommandResult, runCommand } from './runCommand';

/** What `statfs` calls an overlay. */
const OVERLAY = 0x794c7630;
/** How often a command that fails to start is started. */
const ATTEMPTS = 3;

/** One build of an image. */
export interface ImageBuild {
  /** Path of the Dockerfile. */
  dockerfile: string;
  /** Folder of the build context. */
  context: string;
  tag: string;
  /** The stage to build; the last one is the default. */
  target?: string;
  args?: Record<string, string>;
  labels?: Record<string, string>;
  /** Folders and files of this machine that commands of the build see, as `from:to:ro`. They do not become part of the image. */
  volumes?: readonly string[];
}

/** A container that was made from an image and is not running. */
export interface Container {
  name: string;
  /** Where its files are on this machine. */
  root: string;
}

export interface RunOptions {
  volumes?: readonly string[];
  /** The image's own user is the default. */
  user?: string;
  env?: Record<string, string>;
  input?: string;
}

/**
 * Builds and runs images with buildah in a storage of its own. Needs root and a kernel that mounts overlays, but neither a daemon nor
 * control groups: commands run in a chroot.
 */
export class ImageBuilder {
  /**
   * @param options - `folder`: an empty folder for the storage. `command`: how to call buildah, where it is not on the path.
   */
  static async create({
    folder,
    command = ['buildah'],
  }: {
    folder: string;
    command?: readonly string[];
  }): Promise<ImageBuilder> {
    const { stdout } = await runCommand([...command, '--version']);
    const [, major, minor] = /version (\d+)\.(\d+)/.exec(stdout) ?? [];
    // The parser that buildah uses knows here-documents since 1.33.
    const knowsHeredocs = Number(major) > 1 || Number(minor) >= 33;
    const { type } = await statfs(folder);
    return new ImageBuilder(
      [
        ...command,
        ...['--root', join(folder, 'storage')],
        ...['--runroot', join(folder, 'run')],
        // Overlays do not stand on overlays, as in a container.
        ...['--storage-driver', type === OVERLAY ? 'vfs' : 'overlay'],
      ],
      knowsHeredocs,
      stdout.trim(),
    );
  }

  private constructor(
    private readonly command: readonly string[],
    readonly knowsHeredocs: boolean,
    /** What it calls itself. */
    readonly version: string,
  ) {}

  /** Builds an image. Images that it stands on must be in the storage. */
  async build({
    dockerfile,
    context,
    tag,
    target,
    args = {},
    labels = {},
    volumes = [],
  }: ImageBuild): Promise<CommandResult> {
    return await this.#buildah([
      ...['bud', '--isolation', 'chroot', '--format', 'docker'],
      // Nothing comes from elsewhere, and nothing from an earlier build. With --force-rm, buildah 1.28 would also take away an image
      // that a stage without instructions stands on.
      ...['--pull-never', '--layers=false'],
      ...(target === undefined ? [] : ['--target', target]),
      ...Object.entries(args).flatMap(([name, value]) => [
        '--build-arg',
        `${name}=${value}`,
      ]),
      ...Object.entries(labels).flatMap(([name, value]) => [
        '--label',
        `${name}=${value}`,
      ]),
      ...volumes.flatMap(volume => ['--volume', volume]),
      ...['--tag', tag, '--file', dockerfile, context],
    ]);
  }

  /** Makes an image of a root file system. `prepare` changes it before it becomes one. */
  async importFiles(
    archive: string,
    tags: readonly string[],
    config: readonly string[],
    prepare: (container: Container) => Promise<void>,
  ): Promise<void> {
    const name = await this.#from('scratch');
    try {
      await this.#buildah(['add', '--quiet', name, archive, '/']);
      const root = (await this.#buildah(['mount', name])).stdout.trim();
      await prepare({ name, root });
      await this.#buildah(['umount', name]);
      await this.#buildah(['config', ...config, name]);
      const [first, ...others] = tags;
      await this.#buildah(['commit', '--format', 'docker', '-q', name, first]);
      for (const other of others) {
        await this.tag(first, other);
      }
    } finally {
      await this.#buildah(['rm', name]);
    }
  }

  async tag(image: string, name: string): Promise<void> {
    await this.#buildah(['tag', image, name]);
  }

  async inspect(image: string): Promise<ImageConfiguration> {
    const { stdout } = await this.#buildah([
      ...['inspect', '--type', 'image', image],
    ]);
    return readImageConfiguration(stdout);
  }

  /** Gives a container of an image to look at, and takes it away afterwards. */
  async withContainer<T>(
    image: string,
    use: (container: Container) => Promise<T>,
  ): Promise<T> {
    const name = await this.#from(image);
    try {
      const { stdout } = await this.#buildah(['mount', name]);
      return await use({ name, root: stdout.trim() });
    } finally {
      await this.#buildah(['rm', name]);
    }
  }

  /** Runs a command in a container, which needs a shell. */
  async run(
    { name, root }: Container,
    command: readonly string[],
    { volumes = [], user, env = {}, input }: RunOptions = {},
  ): Promise<CommandResult> {
    // On a busy machine, buildah 1.28 may end before it has handed over what the command printed.
    const output = '/tmp/.output';
    const script = ['/bin/sh', '-c', `exec "$@" >${output}`, 'sh'];
    const result = await this.#buildah(
      [
        ...['run', '--isolation', 'chroot'],
        ...(user === undefined ? [] : ['--user', user]),
        ...volumes.flatMap(volume => ['--volume', volume]),
        ...Object.entries(env).flatMap(([key, value]) => [
          '--env',
          `${key}=${value}`,
        ]),
        ...[name, '--', ...script, ...command],
      ],
      input,
    );
    const file = join(root, output);
    const stdout = await readFile(file, 'utf8');
    await rm(file);
    return { ...result, stdout };
  }

  /** Pushes an image to a registry without encryption, as `host:port/repository:tag`. Gives its digest. */
  async push(
    image: string,
    reference: string,
  ): Promise<CommandResult & { digest: string }> {
    const folder = await mkdtemp(join(tmpdir(), 'image-bench-push-'));
    try {
      const digestFile = join(folder, 'digest');
      const result = await this.#buildah([
        ...['push', '--tls-verify=false', '--digestfile', digestFile],
        ...[image, `docker://${reference}`],
      ]);
      const digest = (await readFile(digestFile, 'utf8')).trim();
      return { ...result, digest };
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  async pull(reference: string): Promise<CommandResult> {
    return await this.#buildah([
      ...['pull', '--tls-verify=false', '--quiet', `docker://${reference}`],
    ]);
  }

  /** Takes away what builds that failed, or had several stages, left behind. Nothing may be being built. */
  async removeContainers(): Promise<void> {
    await this.#buildah(['rm', '--all']);
  }

  async removeImages(images: readonly string[]): Promise<void> {
    if (images.length > 0) {
      await this.#buildah(['rmi', ...images]);
    }
  }

  /** Takes away all containers and images; nothing of the storage is mounted any more. */
  async clear(): Promise<void> {
    await this.removeContainers();
    await this.#buildah(['rmi', '--all', '--force']);
  }

  async #from(image: string): Promise<string> {
    // ONBUILD instructions of the image run now.
    const { stdout } = await this.#buildah([
      ...['from', '--isolation', 'chroot', '--pull-never', image],
    ]);
    return stdout.trim().split('\n').at(-1)!;
  }

  async #buildah(
    args: readonly string[],
    input?: string,
  ): Promise<CommandResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runCommand([...this.command, ...args], { input });
      } catch (error) {
        if (attempt === ATTEMPTS || !failedToStart(error)) {
          throw error;
        }
      }
    }
  }
}

/** Whether buildah ended before it began: it copies itself into memory first, which the kernel may refuse for a moment. */
function failedToStart(error: unknown): boolean {
  return (
    error instanceof CommandError &&
    error.output.includes('Close_Fd sealing memfd copy')
  );
}

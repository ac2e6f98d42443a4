import { lstat, mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import {
  isChildPath,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  FolderSourceTree,
  replaceFile,
} from '@base-images/backstage-plugin-base-images-node';

/**
 * A folder of the workspace of a task. Nothing outside the workspace is read or written through it: symbolic links are
 * followed before a path is judged, and no file is written through one.
 */
export class WorkspaceFolder {
  /**
   * @param path - path in the workspace.
   * @throws NotAllowedError when it leads out of the workspace; InputError when there is no such folder.
   */
  static async open(
    workspacePath: string,
    path: string,
  ): Promise<WorkspaceFolder> {
    const workspace = await realpath(workspacePath);
    const wanted = resolveSafeChildPath(workspace, path);
    const root = await realpath(wanted).catch(() => undefined);
    if (root !== undefined && !isChildPath(workspace, root)) {
      throw new NotAllowedError(`'${path}' leads out of the workspace`);
    }
    if (root === undefined || !(await lstat(root)).isDirectory()) {
      throw new InputError(
        `There is no folder '${path}' in the workspace: let a step before, such as fetch:plain, bring the monorepo there`,
      );
    }
    return new WorkspaceFolder(workspace, root);
  }

  /** The same, but makes the folder where it is missing. */
  static async make(
    workspacePath: string,
    path: string,
  ): Promise<WorkspaceFolder> {
    const workspace = await realpath(workspacePath);
    const wanted = resolveSafeChildPath(workspace, path);
    await makeFolder(workspace, wanted);
    return WorkspaceFolder.open(workspacePath, path);
  }

  private constructor(
    private readonly workspace: string,
    private readonly root: string,
  ) {}

  /** Absolute path, without links. */
  get path(): string {
    return this.root;
  }

  /** The files of the folder. What was extracted or copied into it counts, whatever `.gitignore` says. */
  async readTree(signal: AbortSignal | undefined): Promise<FolderSourceTree> {
    return FolderSourceTree.open(this.root, { ignore: 'none', signal });
  }

  /** Path of a file in the workspace, with `/`. */
  toWorkspacePath(path: string): string {
    return relative(this.workspace, join(this.root, path)).split(sep).join('/');
  }

  /** Whether a plain file with this text is there. */
  async hasText(path: string, text: string): Promise<boolean> {
    const target = this.#resolve(path);
    const stats = await lstat(target).catch(() => undefined);
    return (
      stats?.isFile() === true && (await readFile(target, 'utf8')) === text
    );
  }

  /**
   * Writes a file at once or not at all, with the folders that it needs.
   *
   * @param path - path in the folder.
   * @throws NotAllowedError when it leads out of the folder, a folder on the way is a link, or something that is no plain
   * file is there.
   */
  async write(path: string, text: string): Promise<void> {
    const target = this.#resolve(path);
    await makeFolder(this.root, dirname(target));
    if (!(await replaceFile(target, text))) {
      throw new NotAllowedError(
        `'${path}' is not written: something that is no plain file is there`,
      );
    }
  }

  /**
   * Makes the folders that a file needs, and takes away the file or link that is there.
   *
   * @returns the absolute path that the file may be written to.
   * @throws NotAllowedError as {@link WorkspaceFolder.write}.
   */
  async makeRoom(path: string): Promise<string> {
    const target = this.#resolve(path);
    await makeFolder(this.root, dirname(target));
    await rm(target, { force: true });
    return target;
  }

  #resolve(path: string): string {
    const target = resolveSafeChildPath(this.root, path);
    if (target === this.root) {
      throw new NotAllowedError(`'${path}' is no path of a file`);
    }
    return target;
  }
}

/** Makes the folders between a folder and one inside it; none of them may be a link. */
async function makeFolder(root: string, folder: string): Promise<void> {
  let current = root;
  for (const segment of relative(root, folder).split(sep).filter(Boolean)) {
    current = join(current, segment);
    await mkdir(current).catch(error => {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    });
    if (!(await lstat(current)).isDirectory()) {
      throw new NotAllowedError(
        `'${relative(root, current)}' is a link or a file, not a folder that may be written to`,
      );
    }
  }
}

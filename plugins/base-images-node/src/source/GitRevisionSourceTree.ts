import { realpath } from 'node:fs/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { checkLimits } from './checkLimits';
import { BlobReader } from './git/BlobReader';
import { Git } from './git/Git';
import { openWorkTree } from './git/openWorkTree';
import { parseTreeEntries } from './git/parseTreeEntries';
import { resolveRevision } from './git/resolveRevision';
import { isTreePath } from './isTreePath';
import { nestedRepository, unreadableName } from './sourceDiagnostics';
import { SourceFile, SourceTree } from './SourceTree';
import {
  DEFAULT_SOURCE_TREE_LIMITS,
  SourceTreeLimits,
} from './SourceTreeLimits';

const SUBMODULE = '160000';
const SYMLINK = '120000';
const EXECUTABLE = '100755';

/** Options of {@link GitRevisionSourceTree.open}. @public */
export interface GitRevisionSourceTreeOptions {
  limits?: Partial<SourceTreeLimits>;
  signal?: AbortSignal;
}

/**
 * The files of a folder of a git work tree as a commit holds them, whatever is checked out now.
 *
 * @remarks
 * Contents are those that were committed: pointers of Git LFS stay pointers. Nothing is fetched, and nothing that the
 * repository configures is run. Call `close` when nothing is read any more.
 *
 * @public
 */
export class GitRevisionSourceTree implements SourceTree {
  /**
   * Lists the files of a folder at a revision; none when the folder was not there.
   *
   * @param folder - the root of a work tree or a folder inside one
   * @param revision - anything that names a commit: an id, a branch, a tag, `HEAD~2`
   * @throws InputError when the folder is in no git work tree, there is no such commit, or the tree is larger than the limits.
   */
  static async open(
    folder: string,
    revision: string,
    options: GitRevisionSourceTreeOptions = {},
  ): Promise<GitRevisionSourceTree> {
    const limits = { ...DEFAULT_SOURCE_TREE_LIMITS, ...options.limits };
    const git = await openGit(folder, options.signal);
    const commit = await resolveRevision(git, revision);
    const entries = parseTreeEntries(
      await git.list('ls-tree', '-r', '-z', '--long', commit),
    );
    checkLimits(limits, entries.length, folder, 0);
    const files: SourceFile[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const { path, mode, blobId, size } of entries) {
      if (!isTreePath(path)) {
        diagnostics.push(unreadableName(path));
      } else if (mode === SUBMODULE) {
        diagnostics.push(nestedRepository(path));
      } else {
        checkLimits(limits, 0, path, path.split('/').length - 1);
        const type = mode === SYMLINK ? 'symlink' : 'file';
        const file: SourceFile = { path, blobId, size, type };
        files.push(mode === EXECUTABLE ? { ...file, executable: true } : file);
      }
    }
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return new GitRevisionSourceTree(
      new BlobReader(git),
      limits,
      commit,
      new Map(files.map(file => [file.path, file])),
      diagnostics,
    );
  }

  private constructor(
    private readonly blobs: BlobReader,
    private readonly limits: SourceTreeLimits,
    readonly revision: string,
    readonly files: ReadonlyMap<string, SourceFile>,
    readonly diagnostics: readonly Diagnostic[],
  ) {}

  async read(path: string): Promise<Buffer> {
    const file = this.files.get(path);
    if (!file) {
      throw new NotFoundError(`There is no file ${path}`);
    }
    if (file.size > this.limits.maxFileBytes) {
      throw new InputError(
        `${path} has ${file.size} bytes, more than the ${this.limits.maxFileBytes} that are read of one file`,
      );
    }
    const content = await this.blobs.read(file.blobId);
    if (!content) {
      throw new NotFoundError(
        `${path} of ${this.revision} is not in this clone; fetch it with git, or use a clone that is not partial`,
      );
    }
    return content;
  }

  /** Ends the process that reads files; what is read later starts another one. */
  close(): void {
    this.blobs.close();
  }
}

async function openGit(folder: string, signal?: AbortSignal): Promise<Git> {
  const root = await realpath(folder).catch(error => {
    throw new InputError(`Cannot open the folder ${folder}`, error);
  });
  const { git, diagnostics } = await openWorkTree(root, signal);
  if (!git) {
    const [reason] = diagnostics;
    throw new InputError(
      reason
        ? `${folder} cannot be read through git. ${reason.message} ${reason.help}`
        : `${folder} is not in a git work tree; choose a folder of a clone`,
    );
  }
  return git;
}

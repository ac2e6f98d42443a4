import { FileHandle, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import {
  attributeDiagnostics,
  ContentOrigin,
} from './attributes/attributeDiagnostics';
import { FolderListing, FolderListingOptions } from './FolderListing';
import { GitIndex } from './git/GitIndex';
import { listGitFiles } from './git/listGitFiles';
import { GitFailedError } from './git/Git';
import { openWorkTree } from './git/openWorkTree';
import { findOutsideLinks } from './findOutsideLinks';
import { openFolderFile } from './readFolderFile';
import { readListedContent } from './readListedContent';
import { gitFailed } from './sourceDiagnostics';
import { SourceFile, SourceTree } from './SourceTree';
import {
  DEFAULT_SOURCE_TREE_LIMITS,
  SourceTreeLimits,
} from './SourceTreeLimits';
import { walkFolder } from './walkFolder';

/** How long files are read at once before others have their turn. */
const MILLISECONDS_PER_TURN = 10;

/** Options of {@link FolderSourceTree.open}. @public */
export interface FolderSourceTreeOptions {
  /**
   * What is left out. `gitignore` (the default) asks git, and without git leaves out what `.gitignore` files name, folders
   * that tools make, and nested repositories. `none` takes everything but `.git`, and never asks git: for an archive that
   * was extracted, in which everything was committed.
   */
  ignore?: 'gitignore' | 'none';
  /** Commit that the files come from, where the caller knows it; with `ignore: 'none'` only. */
  revision?: string;
  limits?: Partial<SourceTreeLimits>;
  /**
   * An earlier listing of the same folder; what git's index said then is not read again while it is the same. It makes no
   * difference to what is found.
   */
  previous?: SourceTree;
  signal?: AbortSignal;
}

/**
 * The files of a local folder: a git work tree, a folder inside one, or a plain folder.
 *
 * @remarks
 * Every way of listing gives the same blob ids for the same committed files. Symbolic links are never followed, and no
 * program that the repository names is run.
 *
 * @public
 */
export class FolderSourceTree implements SourceTree {
  /**
   * Lists the files of a folder.
   *
   * @throws NotFoundError when there is no such folder; InputError when it is no folder, cannot be read, or is larger than
   * the limits.
   */
  static async open(
    folder: string,
    options: FolderSourceTreeOptions = {},
  ): Promise<FolderSourceTree> {
    const root = await resolveFolder(folder);
    const limits = { ...DEFAULT_SOURCE_TREE_LIMITS, ...options.limits };
    const { previous } = options;
    const { listing, origin } = await list(
      root,
      options.ignore ?? 'gitignore',
      { limits, signal: options.signal },
      previous instanceof FolderSourceTree && previous.root === root
        ? previous.index
        : undefined,
    );
    if (options.ignore === 'none' && options.revision) {
      listing.revision = options.revision;
    }
    listing.files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const tree = new FolderSourceTree(
      root,
      limits,
      listing.revision,
      new Map(listing.files.map(file => [file.path, file])),
      listing.diagnostics,
      listing.index,
    );
    listing.diagnostics.push(
      ...(await attributeDiagnostics(tree, {
        kind: origin,
        hashed: listing.hashed,
      })),
      ...(await findOutsideLinks(tree)),
    );
    return tree;
  }

  #turnBegan = performance.now();

  private constructor(
    private readonly root: string,
    private readonly limits: SourceTreeLimits,
    readonly revision: string | null,
    readonly files: ReadonlyMap<string, SourceFile>,
    readonly diagnostics: readonly Diagnostic[],
    private readonly index: GitIndex | undefined,
  ) {}

  async read(path: string): Promise<Buffer> {
    const file = this.files.get(path);
    if (!file) {
      throw new NotFoundError(`There is no file ${path}`);
    }
    const absolute = join(this.root, path);
    await this.#turn();
    const content =
      file.size <= this.limits.maxFileBytes
        ? readListedContent(absolute, file)
        : undefined;
    if (content) {
      return content;
    }
    try {
      // A folder on the way may have been replaced by a link since the files were listed.
      const parent = await realpath(dirname(absolute));
      if (parent !== dirname(absolute)) {
        throw new NotFoundError(`${path} is not inside the folder any more`);
      }
      if (file.type === 'symlink') {
        return await readlink(absolute, { encoding: 'buffer' });
      }
      const handle = await openFolderFile(absolute);
      try {
        return await readAtMost(handle, path, this.limits.maxFileBytes);
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (error instanceof InputError || error instanceof NotFoundError) {
        throw error;
      }
      throw new NotFoundError(`Cannot read ${path}`, error);
    }
  }

  async #turn(): Promise<void> {
    if (performance.now() - this.#turnBegan >= MILLISECONDS_PER_TURN) {
      await setImmediate();
      this.#turnBegan = performance.now();
    }
  }
}

/** The content of a file that may grow while it is read. */
async function readAtMost(
  handle: FileHandle,
  path: string,
  maxBytes: number,
): Promise<Buffer> {
  const { size } = await handle.stat();
  if (size > maxBytes) {
    throw new InputError(
      `${path} has ${size} bytes, more than the ${maxBytes} that are read of one file`,
    );
  }
  const content = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await handle.read(content, length, size - length);
    if (bytesRead === 0) {
      break;
    }
    length += bytesRead;
  }
  return content.subarray(0, length);
}

async function resolveFolder(folder: string): Promise<string> {
  const stats = await stat(folder).catch(error => {
    throw error.code === 'ENOENT' || error.code === 'ENOTDIR'
      ? new NotFoundError(`There is no folder ${folder}; check the path`)
      : new InputError(`Cannot open the folder ${folder}`, error);
  });
  if (!stats.isDirectory()) {
    throw new InputError(`${folder} is not a folder`);
  }
  return realpath(folder);
}

async function list(
  root: string,
  ignore: 'gitignore' | 'none',
  options: FolderListingOptions,
  previous: GitIndex | undefined,
): Promise<{ listing: FolderListing; origin: ContentOrigin['kind'] }> {
  if (ignore === 'none') {
    const listing = await walkFolder(root, ignore, options);
    return { listing, origin: 'archive' };
  }
  const workTree = await openWorkTree(root, options.signal);
  let { diagnostics } = workTree;
  const { git, prefix, indexVersion } = workTree;
  if (git && prefix !== undefined) {
    try {
      const listing = await listGitFiles(
        root,
        { git, prefix, indexVersion },
        options,
        previous,
      );
      return { listing, origin: 'index' };
    } catch (error) {
      if (!(error instanceof GitFailedError)) {
        throw error;
      }
      diagnostics = [gitFailed(error)];
    }
  }
  const listing = await walkFolder(root, ignore, options);
  listing.diagnostics.unshift(...diagnostics);
  return {
    listing,
    origin: diagnostics.length > 0 ? 'work-tree' : 'archive',
  };
}

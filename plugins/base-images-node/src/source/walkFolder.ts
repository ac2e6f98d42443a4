import { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { checkLimits } from './checkLimits';
import {
  FolderListing,
  FolderListingOptions,
  READ_CONCURRENCY,
} from './FolderListing';
import { IgnoreRules } from './IgnoreRules';
import { isTreePath } from './isTreePath';
import { mapConcurrently } from './mapConcurrently';
import { readFolderFile } from './readFolderFile';
import { nestedRepository, unreadableName } from './sourceDiagnostics';
import { SourceFile } from './SourceTree';

/** Folders that tools make and nobody commits; they are left out even where no `.gitignore` says so. */
const TOOL_FOLDERS = new Set([
  '__pycache__',
  'node_modules',
  '.venv',
  '.tox',
  '.nox',
  '.eggs',
  '.hg',
  '.svn',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
]);

interface Folder {
  /** Path that ends in `/`, or empty for the root. */
  path: string;
  depth: number;
  rules: IgnoreRules;
}

/**
 * Lists a folder by walking it, without git.
 *
 * @param ignore - `gitignore` leaves out what `.gitignore` files name, folders that tools make, virtual environments and
 * nested repositories; `none` leaves out `.git` only, because everything in an extracted archive was committed.
 */
export async function walkFolder(
  root: string,
  ignore: 'gitignore' | 'none',
  options: FolderListingOptions,
): Promise<FolderListing> {
  const listing: FolderListing = { revision: null, files: [], diagnostics: [] };
  const paths: string[] = [];
  let level: Folder[] = [{ path: '', depth: 0, rules: IgnoreRules.none }];
  while (level.length > 0) {
    const next = await mapConcurrently(
      level,
      READ_CONCURRENCY,
      async folder => {
        options.signal?.throwIfAborted();
        const entries = await readdir(join(root, folder.path), {
          withFileTypes: true,
        }).catch(error => {
          throw new InputError(
            `Cannot read the folder ${folder.path || '.'} in ${root}; make it readable or leave it out with .gitignore`,
            error,
          );
        });
        const kept = await visit(root, folder, entries, ignore, listing);
        paths.push(...kept.files);
        checkLimits(options.limits, paths.length, folder.path, folder.depth);
        return kept.folders;
      },
    );
    level = next.flat();
  }
  const files = await mapConcurrently(paths, READ_CONCURRENCY, path => {
    options.signal?.throwIfAborted();
    return readFolderFile(root, path);
  });
  listing.files = files.filter((file): file is SourceFile => !!file);
  return listing;
}

async function visit(
  root: string,
  folder: Folder,
  entries: Dirent[],
  ignore: 'gitignore' | 'none',
  listing: FolderListing,
): Promise<{ files: string[]; folders: Folder[] }> {
  const kept = { files: [] as string[], folders: [] as Folder[] };
  const names = new Set(entries.map(entry => entry.name));
  let rules = folder.rules;
  if (ignore === 'gitignore') {
    if (folder.path !== '' && names.has('pyvenv.cfg')) {
      return kept;
    }
    if (folder.path !== '' && names.has('.git')) {
      listing.diagnostics.push(nestedRepository(folder.path.slice(0, -1)));
      return kept;
    }
    if (entries.some(entry => entry.name === '.gitignore' && entry.isFile())) {
      const text = await readFile(
        join(root, folder.path, '.gitignore'),
        'utf8',
      );
      rules = rules.with(folder.path, text);
    }
  }
  for (const entry of entries) {
    const path = `${folder.path}${entry.name}`;
    if (entry.name === '.git') {
      continue;
    }
    if (!isTreePath(path)) {
      listing.diagnostics.push(unreadableName(path));
      continue;
    }
    if (entry.isDirectory()) {
      const left =
        ignore === 'gitignore' &&
        (TOOL_FOLDERS.has(entry.name) || rules.ignores(`${path}/`));
      if (!left) {
        kept.folders.push({ path: `${path}/`, depth: folder.depth + 1, rules });
      }
    } else if (!rules.ignores(path)) {
      kept.files.push(path);
    }
  }
  return kept;
}

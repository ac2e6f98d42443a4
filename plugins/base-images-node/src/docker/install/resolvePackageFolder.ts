import { normalizeName } from '../../python/normalizeName';
import { ImageEntry, ImageFiles } from '../ImageFiles';
import { baseName, folderOf, joinImagePath } from '../paths';
import { PackageIndex } from './PackageIndex';

/** What a local path that is installed turns out to be. */
export type PackageFolder =
  | { kind: 'package'; name: string }
  /** A built distribution of an internal name that is not built from the working tree. */
  | { kind: 'pinned'; name: string }
  /** From outside of the repository. */
  | { kind: 'foreign' }
  | { kind: 'none'; reason: string; help: string }
  | { kind: 'uncertain' };

const MANIFESTS = ['pyproject.toml', 'setup.py', 'setup.cfg'];

/** The package whose manifest stands in a folder of the image, or what stands there instead. */
export function resolvePackageFolder(
  path: string,
  files: ImageFiles,
  index: PackageIndex,
): PackageFolder {
  const entry = files.lookup(path);
  switch (entry?.kind) {
    case undefined:
      return { kind: 'uncertain' };
    case 'foreign':
      return entry;
    case 'wheel':
      return { kind: 'package', name: entry.package };
    case 'missing':
      return {
        kind: 'none',
        reason: `${entry.source}, from which it is copied, does not exist in the build context`,
        help: 'Correct the source of the COPY that creates it.',
      };
    case 'file':
    case 'text': {
      const name = normalizeName(baseName(path).split('-')[0]);
      const built = /\.(?:whl|zip|tar\.gz|tgz)$/.test(path);
      return built && index.byName.has(name)
        ? { kind: 'pinned', name }
        : { kind: 'foreign' };
    }
    default:
      return resolveManifest(path, files, index);
  }
}

function resolveManifest(
  path: string,
  files: ImageFiles,
  index: PackageIndex,
): PackageFolder {
  const manifests: (ImageEntry | undefined)[] = [];
  for (const name of MANIFESTS) {
    const manifest = files.lookup(joinImagePath(path, name));
    manifests.push(manifest);
    const found =
      manifest?.kind === 'file'
        ? index.byFolder.get(folderOf(manifest.treePath))
        : undefined;
    if (found) {
      return { kind: 'package', name: found.name };
    }
  }
  if (manifests.some(manifest => manifest?.kind === 'foreign')) {
    return { kind: 'foreign' };
  }
  const file = manifests.find(manifest => manifest?.kind === 'file');
  if (file?.kind === 'file') {
    return {
      kind: 'none',
      reason: `${file.treePath} names no package`,
      help: 'Give its manifest a project name, or mend what is wrong with it.',
    };
  }
  // A manifest that another command wrote would not be seen, nor a package that it created.
  return manifests.some(manifest => manifest) || !isCopied(path, files)
    ? { kind: 'uncertain' }
    : {
        kind: 'none',
        reason: 'there is no pyproject.toml, setup.py or setup.cfg in it',
        help: 'Copy the folder that holds the package, with its manifest, or correct the path.',
      };
}

/** Whether files of the repository were copied right into the folder. */
function isCopied(path: string, files: ImageFiles): boolean {
  return files
    .list(path)
    .some(name => files.lookup(joinImagePath(path, name))?.kind === 'file');
}

import { PackageIndex } from '../docker/install/PackageIndex';
import { BuildContext } from '../docker/BuildContext';
import { CopyStep } from '../docker/ResolvedStage';
import { ChainStep } from './ChainStep';

/** A COPY of files of packages, and of nothing else, from the build context. */
export interface PackageCopy {
  at: ChainStep;
  destination: string;
  /** Names, sorted. */
  packages: string[];
}

/** Reads a COPY that copies only files of packages; undefined where it copies anything else. */
export function readPackageCopy(
  at: ChainStep,
  step: CopyStep,
  context: BuildContext,
  index: PackageIndex,
): PackageCopy | undefined {
  const { sources, destination, heredocs, from } = step;
  const isKnown =
    from.kind === 'context' &&
    heredocs.length === 0 &&
    destination.unset.length === 0 &&
    sources.length > 0 &&
    sources.every(source => source.unset.length === 0);
  if (!isKnown) {
    return undefined;
  }
  const packages = new Set<string>();
  for (const { value } of sources) {
    // What the ignore file leaves out may be there nevertheless: not every pipeline heeds it.
    const seen = context.match(value).length > 0 ? context : context.whole;
    const matches = seen.match(value);
    if (matches.length === 0) {
      return undefined;
    }
    for (const match of matches) {
      for (const file of seen.filesAt(match)) {
        const owner = index.ownerOf(file);
        if (!owner || owner.path === '.') {
          return undefined;
        }
        packages.add(owner.name);
      }
    }
  }
  return packages.size > 0
    ? { at, destination: destination.value, packages: [...packages].sort() }
    : undefined;
}

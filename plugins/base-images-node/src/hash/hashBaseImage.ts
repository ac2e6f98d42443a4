import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { BaseImageDeclaration } from '../declaration/BaseImageDeclaration';
import { PackageGraph, PackageNode } from '../graph/PackageGraph';
import { SourceTree } from '../source/SourceTree';
import { digest } from './digest';
import { hashClosure } from './hashClosure';
import { hashConstraints } from './hashConstraints';
import { hashDependencies } from './hashDependencies';
import { LockFile } from './lock/LockFile';

/** What a base image is made of. */
export interface BaseImageInputs<P extends PackageNode> {
  declaration: BaseImageDeclaration;
  python: string | null;
  /** What it installs itself, closed. */
  closure: readonly PackageWithExtras[];
  /** Source hash of the base image that it stands on, or the reference of its external image. */
  parent: string;
  graph: PackageGraph<P>;
  /** Source hash of each package by its name. */
  hashes: ReadonlyMap<string, string>;
  tree: Pick<SourceTree, 'files'>;
  /** Lock files by path. */
  locks: ReadonlyMap<string, LockFile>;
  /** Its Dockerfile without name and secrets; empty where none can be written. */
  dockerfile: string;
  /** Requirements and constraints files that it copies. */
  copiedFiles: readonly string[];
}

/**
 * Hash over what a base image installs and how. Its name does not count, nor what only decides when and where it is built
 * (platforms, `maxAge`), nor the ids of secrets. One that holds dependencies only changes with the requirements of its
 * packages, not with their files.
 */
export function hashBaseImage<P extends PackageNode>(
  inputs: BaseImageInputs<P>,
): string {
  const { declaration, tree, closure, graph, hashes } = inputs;
  const blobId = (path: string) => tree.files.get(path)?.blobId ?? '';
  const { requirements, index } = declaration;
  return digest('base-image/2', [
    inputs.parent,
    inputs.python ?? '',
    declaration.include,
    declaration.include === 'packages'
      ? hashClosure(closure, hashes)
      : hashDependencies(closure, graph.packages),
    declaration.installer,
    ...list(declaration.setup),
    ...list(sortedEntries(declaration.env)),
    ...list(sortedEntries(declaration.args)),
    hashConstraints(inputs),
    ...list(requirements.map(({ path }) => blobId(path))),
    index.url ?? '',
    ...list(index.extraUrls),
    inputs.dockerfile,
    ...list(inputs.copiedFiles.map(blobId)),
  ]);
}

function list(items: readonly string[]): string[] {
  return [String(items.length), ...items];
}

function sortedEntries(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
}

import {
  BaseImage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { BaseImageDeclaration } from '../declaration/BaseImageDeclaration';
import { LockFile } from '../hash/lock/LockFile';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { RequirementsLine } from '../python/parseRequirementsFile';
import { SourceTree } from '../source/SourceTree';

/** What the Dockerfile of a base image says of a package. */
export type BuiltPackage = Pick<
  DiscoveredPackage,
  'name' | 'path' | 'extras' | 'requirements'
>;

/** All that the Dockerfile of a base image depends on. */
export interface BaseDockerfileInputs {
  declaration: BaseImageDeclaration;
  /** The base image that it stands on, or the reference of the external one; undefined when neither is known. */
  parent:
    | { baseImage: Pick<BaseImage, 'name' | 'contains'> }
    | { image: string }
    | undefined;
  /** Python version such as `3.12`, or null. */
  python: string | null;
  /** What it holds of the monorepo, closed, without what comes from the parent. */
  closure: readonly PackageWithExtras[];
  packages: ReadonlyMap<string, BuiltPackage>;
  tree: Pick<SourceTree, 'files'>;
  /** Requirements and constraints files by path, as far as the declaration leads to them. */
  requirementsFiles: ReadonlyMap<string, readonly RequirementsLine[]>;
  /** Lock files by path. */
  locks: ReadonlyMap<string, LockFile>;
}

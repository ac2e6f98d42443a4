import {
  Package,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { FindingPlace } from './FindingPlace';
import { InstallMode } from './readInstallMode';

/** Where the configuration of a tool says that a requirement comes from. */
export type RequirementOrigin =
  | { type: 'workspace' }
  /** A folder of the source tree, as its path from the root; undefined when it lies outside. */
  | { type: 'folder'; path: string | undefined }
  /** A published artifact, another index or a repository at a revision. */
  | { type: 'published' };

/** A requirement before it is known which names are internal. */
export interface RequirementDraft extends Omit<Requirement, 'binding'> {
  origin?: RequirementOrigin;
  /** Alternatives in the language of the "Version specifiers" standard, where the specifier is written in another. */
  specifiers?: string[];
}

/** A package before it is known which names are internal. */
export interface PackageDraft extends Omit<
  Package,
  'owners' | 'sourceHash' | 'requirements' | 'uvWorkspace' | 'virtual'
> {
  requirements: RequirementDraft[];
  /** Where its name is written. */
  namePlace: FindingPlace;
  installMode: InstallMode;
}

/** What one way of declaring a package gives; what it leaves open is absent. */
export interface Metadata {
  declaredName?: string;
  /** Where the name is written. */
  namePlace?: FindingPlace;
  version?: string;
  description?: string;
  requiresPython?: string;
  classifiers?: string[];
  /** Main requirements. */
  dependencies?: RequirementDraft[];
  /** Requirements of each extra, by its normalised name. */
  optionalDependencies?: Map<string, RequirementDraft[]>;
}

import { Confidence } from '../model/Lambda';
import { Diagnostic } from '../model/Diagnostic';

/** Something of the model, with the catalog entity that stands for it where the caller may read one. @public */
export interface EntityLink {
  /** Name in the monorepo. */
  name: string;
  /** Full entity ref, or null when there is no entity that the caller may read. */
  entityRef: string | null;
}

/** A package with extras, with its catalog entity. @public */
export interface PackageLink extends EntityLink {
  /** Extras that are meant, sorted. */
  extras: string[];
}

/** A required package that the base image lacks. @public */
export interface UncoveredPackage extends PackageLink {
  /** Extras that the base image lacks although it holds the package; empty when it lacks the package itself. */
  missingExtras: string[];
}

/** A base image with how far it covers a Lambda. @public */
export interface BaseImageLink extends EntityLink {
  /** From 0 to 1, not rounded; null when nothing is required. */
  coverage: number | null;
}

/** A Lambda with how far a base image covers it. @public */
export interface LambdaLink extends EntityLink {
  /** From 0 to 1, not rounded; null when nothing is required. */
  coverage: number | null;
}

/** What every kind of coverage tells about the scan that it comes from. @public */
export interface EntityCoverageSource {
  sourceId: string;
  revision: string | null;
  /** When the scan ended (ISO 8601). */
  scannedAt: string;
  /** Why later scans failed, or null when the last one did not. */
  scanError: string | null;
  /** Diagnostics of the files of this entity. */
  diagnostics: Diagnostic[];
}

/** Coverage as the page of a Lambda shows it. @public */
export interface LambdaEntityCoverage extends EntityCoverageSource {
  kind: 'lambda';
  name: string;
  dockerfile: string;
  parent: string | null;
  python: string | null;
  platform: string | null;
  confidence: Confidence;
  confidenceLine: number | null;
  /** The best base image, or null when none covers anything. */
  baseImage: EntityLink | null;
  /** covered / required, not rounded; null when nothing is required. */
  coverage: number | null;
  covered: PackageLink[];
  uncovered: UncoveredPackage[];
  /** Required packages that the image does not install. */
  missing: PackageLink[];
  /** Other base images that qualify, best first. */
  alternatives: BaseImageLink[];
}

/** Coverage as the page of a package shows it. @public */
export interface PackageEntityCoverage extends EntityCoverageSource {
  kind: 'package';
  name: string;
  /** Base images that hold it, with the extras of it that they hold, sorted by name. */
  baseImages: PackageHolderLink[];
  /** Base images that hold only its third-party dependencies, with the extras that these are for, sorted by name. */
  dependencyBaseImages: PackageHolderLink[];
  /** Lambdas that require it, and those that have it from a base image, sorted by name. */
  lambdas: PackageUserLink[];
}

/** A base image that holds a package, or its dependencies. @public */
export interface PackageHolderLink extends EntityLink {
  extras: string[];
}

/** A Lambda that requires a package, or has it from the base image that it is built on. @public */
export interface PackageUserLink extends EntityLink {
  /** Extras that it requires. */
  extras: string[];
  /** False when it only comes with the base image. */
  required: boolean;
  /** Whether its Dockerfile installs it: not when only another package that it installs needs this one. */
  installed: boolean;
  /** The base image that its image has it from, or null. */
  baseImage: EntityLink | null;
}

/** Coverage as the page of a base image shows it. @public */
export interface BaseImageEntityCoverage extends EntityCoverageSource {
  kind: 'base-image';
  name: string;
  include: 'packages' | 'dependencies';
  /** The base image that it stands on, or null. */
  parentBaseImage: EntityLink | null;
  /** The external image at the root of its lineage, or null. */
  parentImage: string | null;
  python: string | null;
  platforms: string[];
  /** Packages that it holds, sorted by name. */
  packages: PackageLink[];
  /** Packages whose third-party dependencies it holds without holding them, sorted by name. */
  dependenciesOf: PackageLink[];
  /** Lambdas that it fits best, sorted by name. */
  lambdas: LambdaLink[];
  /** Base images that stand on it, sorted by name. */
  children: EntityLink[];
}

/** What the entity card shows, by what the entity is. @public */
export type EntityCoverage =
  LambdaEntityCoverage | PackageEntityCoverage | BaseImageEntityCoverage;

import { BuildSource } from './BuildSource';
import { PackageWithExtras } from './Package';

/** A container image with packages preinstalled, as `base-images.yaml` declares it. @public */
export interface BaseImage {
  /** Name in `base-images.yaml`, normalised; unique in a monorepo. */
  name: string;
  /** Path of the file that declares it. */
  file: string;
  /** 1-based line of its declaration. */
  line: number;
  /** The base image that it stands on, or null when its parent is an external image. */
  parentBaseImage: string | null;
  /** The external image at the root of its lineage, or null when the lineage is broken. */
  parentImage: string | null;
  /** Python version such as `3.12`, or null. */
  python: string | null;
  /** Platforms such as `linux/arm64`, sorted; empty when none are declared. */
  platforms: string[];
  /** What the declaration lists: extras normalised, sorted by name. */
  packages: PackageWithExtras[];
  /** Whether it holds the packages themselves or only their third-party dependencies. */
  include: 'packages' | 'dependencies';
  /** Internal packages that it holds, closure and lineage included, sorted by name. */
  contains: PackageWithExtras[];
  /** Internal packages whose third-party dependencies it holds without holding them, sorted by name. */
  containsDependenciesOf: PackageWithExtras[];
  /** Owners that CODEOWNERS gives to the declaration, as written there; empty where none match. */
  owners: string[];
  /** Hash over the closure and the declaration (64 hex digits). */
  sourceHash: string;
  build: BuildSource;
  /** Hours after which it is built anew although nothing changed, or null. */
  maxAgeHours: number | null;
}

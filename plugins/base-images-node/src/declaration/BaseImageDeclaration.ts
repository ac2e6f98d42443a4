import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** A package that a base image lists, with where it stands. @public */
export interface DeclaredPackage extends PackageWithExtras {
  /** As it is written. */
  text: string;
  line: number | null;
  column: number | null;
}

/** A path that a declaration names, with where it stands. @public */
export interface DeclaredPath {
  path: string;
  line: number | null;
  column: number | null;
}

/** Where a base image gets third-party packages from. @public */
export interface DeclaredIndex {
  url: string | undefined;
  extraUrls: string[];
  /** Ids of BuildKit secrets that are mounted while packages are installed; never hashed. */
  secrets: string[];
}

/**
 * One entry of `images` in `base-images.yaml`, as far as it can be read: names are normalised, nothing is looked up yet.
 *
 * @public
 */
export interface BaseImageDeclaration {
  name: string;
  file: string;
  line: number;
  /** Image reference or name of another base image; undefined when it is missing or wrong. */
  from:
    { text: string; line: number | null; column: number | null } | undefined;
  python: string | undefined;
  /** Sorted. */
  platforms: string[];
  packages: DeclaredPackage[];
  include: 'packages' | 'dependencies';
  /** Dockerfile instructions, in order: ARG, RUN and COPY only. */
  setup: string[];
  /** Environment variables of the image. */
  env: Record<string, string>;
  /** Build arguments. */
  args: Record<string, string>;
  constraints: DeclaredPath | undefined;
  /** Requirements files that are installed too. */
  requirements: DeclaredPath[];
  installer: 'pip' | 'uv';
  index: DeclaredIndex;
  /** Age such as `30d` after which the image is built anew; never hashed. */
  maxAge: string | undefined;
}

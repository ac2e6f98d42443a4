import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/**
 * What the estimate of a recommendation assumes, in seconds. Only how these compare matters for what is recommended.
 *
 * @public
 */
export interface RecommendationCosts {
  /** To build and install one package of the monorepo. */
  packageSeconds: number;
  /** To download and install one third-party distribution that packages name. */
  distributionSeconds: number;
  /** What it takes to pull what a base image holds, as a share of what it takes to install it. */
  pullShare: number;
  /** To start, push and verify one build of a base image, and the wait for it. */
  buildSeconds: number;
}

/** A base image that is worth declaring. @public */
export interface RecommendedBaseImage {
  /** Name of the base image that is declared already and holds the same, else one that is free. */
  name: string;
  isDeclared: boolean;
  /** The external image or the recommended base image that it stands on. */
  from: string;
  python: string | null;
  platforms: string[];
  /** The packages to declare; what these need comes with them. Sorted by name. */
  packages: PackageWithExtras[];
  /** All that it holds, sorted by name. */
  contains: PackageWithExtras[];
  /** Ids of the Lambdas that would stand on it, sorted, with how much of what they require it holds. */
  lambdas: { id: string; covered: number; required: number }[];
  /** How often it would have been built. */
  builds: number;
}

/** A Lambda that would stand on no base image whatever is declared, and why. @public */
export interface UnsuitableLambda {
  id: string;
  /** Path of its Dockerfile. */
  file: string;
  line: number | null;
  reason: string;
  help: string;
}

/**
 * Which base images to declare: those that would have saved most of the time that Lambdas need to install packages.
 *
 * @public
 */
export interface RecommendationReport {
  /** How many changes the estimate is made of: commits, or one for each package and Lambda where there are too few. */
  changes: number;
  /** Whether these changes are commits. */
  fromHistory: boolean;
  /** Estimated seconds that all builds after these changes take. */
  seconds: {
    withoutBaseImages: number;
    recommended: number;
  };
  costs: RecommendationCosts;
  /** A base image comes after the one that it stands on; else those that save most come first. */
  baseImages: RecommendedBaseImage[];
  /** Sorted by id. */
  unsuitable: UnsuitableLambda[];
  /** The entries to add to `images` of base-images.yaml; null where there is nothing to add. */
  declaration: string | null;
}

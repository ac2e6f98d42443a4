import { BuildSource } from './BuildSource';
import { PackageWithExtras } from './Package';

/**
 * How far the analysis of a Dockerfile can be trusted: `exact`; `over` when it may hold more than is really there;
 * `unknown` when something in it could not be understood.
 *
 * @public
 */
export type Confidence = 'exact' | 'over' | 'unknown';

/** An internal package that is installed in a published version instead of from the working tree. @public */
export interface PinnedPackage {
  package: string;
  /** The requirement as it is written, such as `receipt-dynamo==1.2`. */
  requirement: string;
}

/** How the image of a Lambda can be built. @public */
export interface LambdaBuildSource {
  /** Build arguments that infrastructure code gives. */
  args: Record<string, string>;
  /** From its own Dockerfile. */
  original: BuildSource;
  /** From its `Dockerfile.with_base` on a base image, or null where there is none. */
  withBase: WithBaseBuildSource | null;
}

/** How the image of a Lambda is built on a base image. @public */
export interface WithBaseBuildSource extends BuildSource {
  /** What this build does not install although the original does: the base image has to hold it. Sorted. */
  leavesOut: PackageWithExtras[];
}

/** One container image that is built for one or several functions. @public */
export interface Lambda {
  /** What tells it from every other in its monorepo: its Dockerfile, with target stage and context where they are declared. */
  id: string;
  /** Short normalised name, made from the folder and the file name of the Dockerfile; not unique. */
  name: string;
  /** Path of the Dockerfile. */
  dockerfile: string;
  /** Path of the build context; `.` for the root. */
  context: string;
  /** Name of the stage to build, or null for the last one. */
  target: string | null;
  /** External image of the final stage, resolved, or null when it cannot be. */
  parent: string | null;
  /** Platform such as `linux/arm64`, or null when nothing says it. */
  platform: string | null;
  /** Python version such as `3.12`, or null when nothing says it. */
  python: string | null;
  /** Names or name patterns of the functions that run the image, sorted. */
  functions: string[];
  /** Packages of which a file reaches the final stage, sorted. */
  copies: string[];
  /** Packages that are copied but never installed, sorted. */
  vendored: string[];
  /** Packages installed from the working tree, extras united, sorted by name. */
  installs: PackageWithExtras[];
  /** Internal packages installed in a published version, sorted by name. */
  pinned: PinnedPackage[];
  /** Closure of `installs`: over main requirements and the extras that are asked for; sorted by name. */
  requires: PackageWithExtras[];
  /** `requires` without `installs`, sorted by name. */
  missing: PackageWithExtras[];
  /** Pairs of a package and one it needs that a later command installs, sorted. */
  misordered: [string, string][];
  confidence: Confidence;
  /** 1-based line of the Dockerfile that lowered the confidence, or null. */
  confidenceLine: number | null;
  /** Path of the `Dockerfile.with_base` beside it, or null. */
  withBaseDockerfile: string | null;
  /** Owners that CODEOWNERS gives to the Dockerfile, as written there; empty where none match. */
  owners: string[];
  /** Hash over the Dockerfile and the files that its image reads (64 hex digits). */
  sourceHash: string;
  build: LambdaBuildSource;
}

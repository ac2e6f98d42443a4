/** How a package of a {@link MonorepoPlan} is written down. */
export type BuildTool = 'uv' | 'setuptools' | 'poetry';

export interface PlannedPackage {
  name: string;
  /** Folder from the root. */
  path: string;
  tool: BuildTool;
  /** Internal packages that it needs, all planned before it. */
  dependencies: PlannedPackage[];
  /** Its optional requirements: internal packages by extra. */
  extras: Map<string, PlannedPackage[]>;
  /** Third-party requirements, such as `boto3>=1.34`. */
  thirdParty: string[];
}

export interface PlannedLambda {
  name: string;
  /** Folder from the root. */
  path: string;
  /** Everything that it installs from the working tree, in an order in which each comes after what it needs. */
  packages: PlannedPackage[];
}

export interface PlannedBaseImage {
  name: string;
  parent: string | undefined;
  packages: PlannedPackage[];
}

/** A synthetic monorepo before it becomes files. */
export interface MonorepoPlan {
  packages: PlannedPackage[];
  lambdas: PlannedLambda[];
  baseImages: PlannedBaseImage[];
}

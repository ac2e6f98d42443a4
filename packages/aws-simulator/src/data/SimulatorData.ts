/** An image that is there from the beginning. @public */
export interface ImageData {
  tags?: string[];
  /** Such as `linux/arm64`; `linux/amd64` when left out. */
  platform?: string;
  labels?: Record<string, string>;
  /** An image that comes before it in the data, as `repository:tag`: gives its layers and labels. */
  base?: string;
  /** Bytes of the layer that it adds, as its manifest gives them. */
  size?: number;
  /** How long ago it was pushed; now when left out. */
  ageInDays?: number;
  /** What is in its layer: equal contents give equal layers. Its tags and labels when left out. */
  content?: string;
}

/** A repository with its images. @public */
export interface RepositoryData {
  name: string;
  immutable?: boolean;
  scanOnPush?: boolean;
  lifecyclePolicy?: object;
  images?: ImageData[];
}

/** A build project. @public */
export interface ProjectData {
  name: string;
  /** Such as `linux/arm64`; `linux/amd64` when left out. */
  platform?: string;
  /** Inline, or a path; an empty inline one when left out. */
  buildspec?: string;
  /** `bucket/prefix` of the sources; a project without a source when left out. */
  sourceLocation?: string;
  concurrentBuildLimit?: number;
  autoRetryLimit?: number;
  environmentVariables?: Record<string, string>;
  /** Has a webhook, which the product refuses. */
  webhook?: boolean;
  /** Gets its source from a pipeline, so that StartBuild without overrides is refused. */
  pipeline?: boolean;
}

/** A function that runs an image of the data. @public */
export interface FunctionData {
  name: string;
  /** `repository:tag` or `repository@sha256:…`; the function pins the digest that this stands for now. */
  image: string;
  platform?: string;
  environment?: Record<string, string>;
  aliases?: string[];
}

/** Resources of one account in one region. @public */
export interface RegionData {
  account: string;
  region: string;
  /** Builds at a time per compute type; 20 when left out. */
  concurrentBuilds?: number;
  repositories?: RepositoryData[];
  projects?: ProjectData[];
  functions?: FunctionData[];
  /** Buckets are versioned unless they say otherwise, and for their own account unless they are open to everybody. */
  buckets?: { name: string; versioning?: boolean; openToAll?: boolean }[];
}

/** What there is from the beginning, as plain data. @public */
export interface SimulatorData {
  regions?: RegionData[];
  /** Roles that AssumeRole may take. */
  roles?: { arn: string; externalId?: string }[];
}

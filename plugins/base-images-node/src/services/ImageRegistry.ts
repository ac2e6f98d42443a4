import { SourceEnvironment } from '../environment/SourceEnvironment';

/** Options of every request. @public */
export interface ServiceRequest {
  environment: SourceEnvironment;
  signal?: AbortSignal;
}

/** An image as a registry lists it. @public */
export interface ImageSummary {
  /** `sha256:` and 64 hex digits. */
  digest: string;
  tags: string[];
  /** ISO 8601. */
  pushedAt: string;
  /** Compressed. */
  sizeInBytes: number;
}

/** What an image is, from its manifest and its configuration. Never changes for a digest. @public */
export interface ImageContents {
  digest: string;
  mediaType: string;
  /** True for an image index (several platforms, or attestations), which Lambda refuses. */
  index: boolean;
  /** Such as `linux/arm64`; null for an index. */
  platform: string | null;
  labels: Record<string, string>;
  /** Digests of its unpacked layers, lowest first (`rootfs.diff_ids` of its configuration); absent for an index. */
  layers?: string[];
  /** Compressed. */
  sizeInBytes: number;
}

/** What a function runs. @public */
export interface FunctionSummary {
  functionName: string;
  /** Image reference as the function was given it, or null for a function without an image. */
  image: string | null;
  /** Digest that it runs, or null for a function without an image. */
  digest: string | null;
  /** Such as `linux/arm64`. */
  platform: string;
  /** Changes with every change of the code or the configuration. */
  revisionId: string;
  /** ISO 8601. */
  modifiedAt: string;
  /** Whether it has aliases, as far as it may be deployed to; false for others. */
  hasAliases: boolean;
}

/**
 * The registry of an environment, and the functions that run its images.
 *
 * @remarks
 * Every method rejects with a {@link ServiceError}, or with the signal's reason. A method that reads changes nothing.
 *
 * @public
 */
export interface ImageRegistry {
  /** Those of the tags that are there; one request for up to 100 tags. An absent repository has none. */
  findImages(
    request: ServiceRequest & { repository: string; tags: readonly string[] },
  ): Promise<ImageSummary[]>;

  /** The newest images of which a tag begins with the prefix, newest first, over all pages. */
  listImages(
    request: ServiceRequest & {
      repository: string;
      tagPrefix: string;
      limit: number;
    },
  ): Promise<ImageSummary[]>;

  /** @throws ServiceError `not-found` when there is no such image. */
  readImage(
    request: ServiceRequest & { repository: string; digest: string },
  ): Promise<ImageContents>;

  /**
   * The digest for a platform of an image outside the environment, such as `public.ecr.aws/lambda/python:3.12`.
   *
   * @throws ServiceError `denied` when its registry is not among those that the environment allows.
   */
  resolveDigest(
    request: ServiceRequest & { image: string; platform: string },
  ): Promise<string>;

  /** Makes the repository with its lifecycle rules and scan on push, unless it is there. */
  ensureRepository(
    request: ServiceRequest & { repository: string },
  ): Promise<void>;

  /**
   * Gives an image one more tag, unless the tag is there.
   *
   * @throws ServiceError `conflict` when the tag names another image.
   */
  tagImage(
    request: ServiceRequest & {
      repository: string;
      digest: string;
      tag: string;
    },
  ): Promise<void>;

  /** Functions of the environment's patterns that run an image; `known` ones are read again only where they changed. */
  listFunctions(
    request: ServiceRequest & { known: readonly FunctionSummary[] },
  ): Promise<FunctionSummary[]>;

  /**
   * Lets a function run an image: reads it just before, and goes on only if it still runs `fromDigest`. Fulfilled once the
   * function runs the image; to be asked again while it is being changed.
   *
   * @param request - `onBegin` is told the revision of the function, and waited for, just before the function is changed. `begun` is
   * what it was told when the same was asked for before: a change that was begun at that revision and has failed since is not begun again.
   * @throws ServiceError `throttled` while it is being changed; `conflict` when it runs another image or has aliases; `invalid`
   * when Lambda refuses the image; `denied` when the environment does not allow deployments to it.
   */
  deployImage(
    request: ServiceRequest & {
      functionName: string;
      repository: string;
      fromDigest: string;
      toDigest: string;
      begun?: string;
      onBegin?(revision: string): Promise<void>;
    },
  ): Promise<void>;

  /** The reference under which a builder pulls or pushes a repository: host and path, without tag. */
  repositoryUri(environment: SourceEnvironment, repository: string): string;
}

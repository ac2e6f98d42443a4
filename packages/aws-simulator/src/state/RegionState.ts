import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Project } from '@aws-sdk/client-codebuild';
import type { Repository } from '@aws-sdk/client-ecr';
import { BuildState } from './BuildState';
import { Wire } from '../wire/Wire';

/** An image of a repository: a manifest, and when it came. Times are milliseconds since 1970. @public */
export interface ImageState {
  digest: string;
  /** Byte for byte as it was pushed. */
  manifest: string;
  mediaType: string;
  pushedAt: number;
  lastPulledAt?: number;
}

/** A repository of a registry. @public */
export interface RepositoryState {
  description: Wire<Repository>;
  images: Record<string, ImageState>;
  /** Tag to digest. */
  tags: Record<string, string>;
  /** Sizes of the blobs that were uploaded, by digest. */
  blobs: Record<string, number>;
  lifecyclePolicy?: string;
  repositoryPolicy?: string;
}

/** A layer of which not all parts are there. @public */
export interface LayerUploadState {
  repositoryName: string;
  /** In base64. */
  parts: string[];
}

/** A line of a log. @public */
export interface LogEventState {
  timestamp: number;
  message: string;
}

/** A stream of a log group; it exists from its creation on. @public */
export interface LogStreamState {
  createdAt: number;
  events: LogEventState[];
  /** Empty pages that are given before each page that has events. */
  emptyPages?: number;
}

/** A function that runs a container image. @public */
export interface FunctionState {
  configuration: Wire<FunctionConfiguration>;
  imageUri: string;
  resolvedImageUri: string;
  aliases: { name: string; version: string; revisionId: string }[];
  /** An update that is under way: when it ends, and how. */
  update?: {
    endsAt: number;
    /** What makes it fail, and what the function runs then. */
    failure?: {
      code: string;
      reason: string;
      imageUri: string;
      resolvedImageUri: string;
      codeSha256: string;
    };
  };
}

/** What an idempotency token stands for. @public */
export interface IdempotencyState {
  request: string;
  buildId: string;
  at: number;
}

/** All resources of one account in one region. @public */
export interface RegionState {
  account: string;
  region: string;
  /** Builds that run at a time per compute type; others wait in the queue. */
  concurrentBuilds: number;
  projects: Record<string, Wire<Project>>;
  /** By build id, in the order of their start. */
  builds: Record<string, BuildState>;
  idempotencyTokens: Record<string, IdempotencyState>;
  repositories: Record<string, RepositoryState>;
  /** Layers that are being uploaded, by the id of the upload. */
  layerUploads?: Record<string, LayerUploadState>;
  /** By group name, then by stream name. */
  logGroups: Record<string, Record<string, LogStreamState>>;
  functions: Record<string, FunctionState>;
}

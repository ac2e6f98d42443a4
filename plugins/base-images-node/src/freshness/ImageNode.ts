import {
  BuildSource,
  ImageTarget,
} from '@base-images/backstage-plugin-base-images-common';

/** One image of a source in one environment: what it is built from, and what it stands on. @public */
export interface ImageNode {
  /** Tells it from every other of the source: kind, platform and name. */
  id: string;
  target: ImageTarget;
  /** Repository in the registry, with the environment's prefix. */
  repository: string;
  source: BuildSource;
  /** Id of the image of the base image that it stands on, or null. */
  parent: string | null;
  /** Image that it stands on where that is an external one, or null. */
  parentImage: string | null;
  /** Build arguments. */
  args: Readonly<Record<string, string>>;
  maxAgeHours: number | null;
  /** Names or patterns of the functions that run it. */
  functions: readonly string[];
  /** Why it cannot be built, and what to do; null when it can. */
  problem: string | null;
}

/** Id of an {@link ImageNode}. @public */
export function imageId({ kind, name, platform }: ImageTarget): string {
  return `${kind}:${platform}:${name}`;
}

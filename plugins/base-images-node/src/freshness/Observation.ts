import { FunctionSummary } from '../services/ImageRegistry';
import { BuildInputs } from './BuildInputs';

/** An image that was verified: its labels, platform and digest are what its build key says. @public */
export interface VerifiedImage {
  digest: string;
  buildKey: string;
  inputs: BuildInputs;
  /** ISO 8601. */
  pushedAt: string;
  /** Compressed. */
  sizeInBytes: number;
}

/** Something that could not be asked. @public */
export interface ObservationFailure {
  /** What happened and what to do. */
  message: string;
  /** Since when (ISO 8601). */
  since: string;
}

/** An image that has a tag of this plugin, and is not what it claims to be. @public */
export interface RefusedImage {
  digest: string;
  /** What is wrong with it, and what to do. */
  message: string;
}

/** What a registry said of one image of a source. @public */
export interface ImageObservation {
  /** Verified images by build key. */
  images: ReadonlyMap<string, VerifiedImage>;
  /** The one that was committed last, or null. */
  newest: VerifiedImage | null;
  /** By tag. */
  refused?: ReadonlyMap<string, RefusedImage>;
  observedAt: string | null;
  failure: ObservationFailure | null;
}

/** What registries and Lambda said about a source in an environment. @public */
export interface Observations {
  /** By the id of the image. */
  images: ReadonlyMap<string, ImageObservation>;
  /** Digest, or why there is none, of an external image for a platform: by {@link externalImageKey}. */
  externalImages: ReadonlyMap<
    string,
    { digest: string } | { failure: ObservationFailure }
  >;
  functions: {
    functions: readonly FunctionSummary[];
    observedAt: string | null;
    failure: ObservationFailure | null;
  };
}

/** Key of {@link Observations.externalImages}. @public */
export function externalImageKey(image: string, platform: string): string {
  return `${platform} ${image}`;
}

import {
  FunctionSummary,
  ObservationFailure,
  RefusedImage,
} from '@base-images/backstage-plugin-base-images-node';

/** What registries and Lambda said of one source in one environment. Verified images are kept beside it. */
export interface ObservationRecord {
  /** Account and region, as `registryOf` names them. */
  registry: string;
  /** When the round began (ISO 8601). */
  observedAt: string;
  /** When each repository last answered (ISO 8601). */
  repositories: Record<string, string>;
  /** Repositories that do not answer. */
  failures: Record<string, ObservationFailure>;
  /** By repository: tags that are asked for in turn, one of them in each round; the next one first. */
  turns: Record<string, string[]>;
  /** By repository and tag: images that are not what they claim to be. */
  refused: Record<string, Record<string, RefusedImage>>;
  /** By `externalImageKey`. */
  externalImages: Record<
    string,
    { digest: string } | { failure: ObservationFailure }
  >;
  functions: {
    functions: FunctionSummary[];
    observedAt: string | null;
    failure: ObservationFailure | null;
  };
}

export const NOTHING_OBSERVED: ObservationRecord = {
  registry: '',
  observedAt: '',
  repositories: {},
  failures: {},
  turns: {},
  refused: {},
  externalImages: {},
  functions: { functions: [], observedAt: null, failure: null },
};

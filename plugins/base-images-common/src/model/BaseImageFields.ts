/**
 * The fields of one entry of `images` in `base-images.yaml`, as they are written there.
 *
 * @public
 */
export interface BaseImageFields {
  name: string;
  /** Image reference, or name of another base image. */
  from?: string;
  python?: string;
  platforms?: string[];
  /** Packages of the monorepo, with extras in brackets. */
  packages?: string[];
  include?: string;
  /** Dockerfile instructions: ARG, RUN and COPY. */
  setup?: string[];
  env?: Record<string, string>;
  args?: Record<string, string>;
  constraints?: string;
  requirements?: string[];
  installer?: string;
  index?: { url?: string; extraUrls?: string[]; secrets?: string[] };
  maxAge?: string;
}

/**
 * Names of the fields of {@link BaseImageFields}, in the order in which they are written.
 *
 * @public
 */
export const BASE_IMAGE_FIELDS = [
  'name',
  'from',
  'python',
  'platforms',
  'packages',
  'include',
  'setup',
  'env',
  'args',
  'constraints',
  'requirements',
  'installer',
  'index',
  'maxAge',
] as const satisfies readonly (keyof BaseImageFields)[];

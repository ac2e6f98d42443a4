/** Which image is meant: one of a source, for one platform. @public */
export interface ImageTarget {
  kind: 'base-image' | 'lambda';
  /** Name of the base image, or id of the Lambda. */
  name: string;
  /** Platform such as `linux/arm64`. */
  platform: string;
}

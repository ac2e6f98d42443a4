/** A Dockerfile that is built as it is and as it is rewritten. */
export interface ImageCase {
  title: string;
  /** Where it stands in the monorepo. */
  dockerfile: string;
  /** Its text, where the monorepo has none there. */
  text: string | undefined;
  /** The base image to rewrite it for; the one that covers most is the default. */
  baseImage: string | undefined;
  target: string | undefined;
  /** What its handler is called with. */
  event: unknown;
}

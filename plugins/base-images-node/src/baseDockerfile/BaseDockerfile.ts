import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** The Dockerfile of a declared base image, with what building it needs. @public */
export interface BaseDockerfile {
  /** Path that it is written to, from the root of the monorepo, which is also the build context. */
  path: string;
  /** Its text. Labels are not in it: they are given when it is built. */
  dockerfile: string;
  /** Text of the ignore file beside it: the build context without what the image does not read. */
  ignoreFile: string;
  /** Build argument that must name the image of the base image that it stands on; null when it stands on an external one. */
  baseImageArgument: string | null;
  /** Ids of the BuildKit secrets that the build needs, in the order of the declaration. */
  secrets: string[];
}

/** What writing the Dockerfile of a base image gives: the Dockerfile, or why there is none. @public */
export type WrittenBaseDockerfile = BaseDockerfile | { refused: Diagnostic[] };

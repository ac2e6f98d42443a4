import { BuildState } from '../state';
import { BuildScript } from './BuildScript';
import { RegistryView } from '../ecr/RegistryView';

/** What a build behaviour may look at. @public */
export interface BuildSurroundings {
  /** The images that the build's account has in its region. */
  registry: RegistryView;
  /** A file of the build context; undefined when it is not there, and for builds without an S3 source. */
  readSource(path: string): Buffer | undefined;
  /** When the build leaves the queue. */
  now: number;
  /** Keeps bytes that pushed images refer to, and gives their digest. */
  keep(bytes: Uint8Array): string;
}

/**
 * Decides what a build does: a pure function of the build and the images that are there. Replace it to simulate another
 * buildspec.
 *
 * @public
 */
export type BuildBehaviour = (
  build: BuildState,
  surroundings: BuildSurroundings,
) => BuildScript;

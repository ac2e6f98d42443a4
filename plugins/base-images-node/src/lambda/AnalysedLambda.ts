import { Lambda } from '@base-images/backstage-plugin-base-images-common';
import { InstallCommand } from '../docker/install/InstallCommand';

/**
 * A Lambda as its Dockerfile tells it, before the package graph says what it requires.
 *
 * @public
 */
export interface AnalysedLambda extends Omit<
  Lambda,
  'requires' | 'missing' | 'misordered' | 'owners' | 'sourceHash' | 'build'
> {
  /** Commands that install what reaches the target stage, in the order in which they run. */
  commands: InstallCommand[];
  /** Paths of the files of build contexts that the target stage and what it is made from read, sorted. */
  files: readonly string[];
  /** Build arguments that infrastructure code declares. */
  buildArgs: Record<string, string>;
  /** Named build contexts that infrastructure code declares. */
  buildContexts: Record<string, string>;
  /** Images that the build reads from registries, sorted; null where one cannot be told. */
  externalImages: string[] | null;
  /** Its `Dockerfile.with_base`, read as it is built on a base image (which is not among its external images), or null. */
  withBase: AnalysedLambda | null;
}

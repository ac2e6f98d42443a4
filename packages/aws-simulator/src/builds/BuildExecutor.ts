import { BuildState } from '../state';

/**
 * Carries out the builds that have left the queue. Called from every request, with the time: an executor moves a build as far
 * as it has come, and never waits.
 *
 * @public
 */
export interface BuildExecutor {
  /** Milliseconds since 1970 when the build goes on, or undefined when that is not known. */
  nextChange(build: BuildState): number | undefined;

  /** Moves a build on; only called at or after its next change. */
  advance(build: BuildState, at: number): void;

  /** Ends what runs for a build that was stopped or timed out; its state is already final. */
  abandon(build: BuildState): void;
}

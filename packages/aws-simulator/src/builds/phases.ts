import type { BuildPhaseType, StatusType } from '@aws-sdk/client-codebuild';
import { BuildState, PhaseState } from '../state';

/** The phase that a build is in. */
export function currentPhase(build: BuildState): PhaseState {
  return build.phases[build.phases.length - 1];
}

/** Whether a build has reached its end. */
export function isComplete(build: BuildState): boolean {
  return build.endedAt !== undefined;
}

/** Ends the current phase, and begins the next one at the same time. */
export function enterPhase(
  build: BuildState,
  type: BuildPhaseType,
  at: number,
): void {
  endPhase(build, 'SUCCEEDED', at);
  build.phases.push({ type, startedAt: at });
}

/** Ends the current phase unless it has ended. */
export function endPhase(
  build: BuildState,
  status: StatusType,
  at: number,
  context?: { statusCode?: string; message?: string },
): void {
  const phase = build.phases.at(-1);
  if (phase && phase.endedAt === undefined) {
    phase.endedAt = at;
    phase.status = status;
    phase.contexts = [context ?? { statusCode: '', message: '' }];
  }
}

/** Ends a build. */
export function completeBuild(
  build: BuildState,
  status: StatusType,
  at: number,
  context?: { statusCode?: string; message?: string },
): void {
  endPhase(build, status, at, context);
  build.phases.push({ type: 'COMPLETED', startedAt: at });
  build.status = status;
  build.endedAt = at;
}

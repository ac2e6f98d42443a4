import {
  Build,
  Rebuild,
  RebuildStep,
  RebuildSummary,
  STEP_STATES,
} from '@base-images/backstage-plugin-base-images-common';
import {
  BuildRecord,
  RebuildRecord,
  StepRecord,
} from '../store/RebuildRecords';

/** A rebuild as the API tells it, with its steps. */
export function toRebuild(
  record: RebuildRecord,
  steps: readonly StepRecord[],
): Rebuild {
  const counts = new Map<string, number>();
  steps.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1));
  return { ...toRebuildSummary(record, counts), steps: steps.map(toStep) };
}

/** @param counts - number of steps by state. */
export function toRebuildSummary(
  record: RebuildRecord,
  counts: ReadonlyMap<string, number>,
): RebuildSummary {
  return {
    id: record.id,
    sourceId: record.sourceId,
    environment: record.environment,
    revision: record.revision,
    state: record.state,
    startedBy: record.startedBy,
    cancelRequested: record.cancelRequested,
    createdAt: toTime(record.createdAt),
    endedAt: toOptionalTime(record.endedAt),
    message: record.message,
    progress: Object.fromEntries(
      STEP_STATES.map(state => [state, counts.get(state) ?? 0]),
    ) as RebuildSummary['progress'],
    deploys: record.deploys.map(({ begun, ...deploy }) => deploy),
  };
}

function toStep({ plan, ...step }: StepRecord): RebuildStep {
  return {
    kind: plan.kind,
    name: plan.name,
    platform: plan.platform,
    id: step.stepId,
    repository: plan.repository,
    state: step.state,
    reasons: plan.reasons,
    dependsOn: plan.dependsOn,
    wave: plan.wave,
    buildKey: step.buildKey,
    digest: step.digest,
    reused: step.reused,
    message: step.message,
    buildId: step.buildId,
    attempt: step.attempt,
    startedAt: toOptionalTime(step.startedAt),
    endedAt: toOptionalTime(step.endedAt),
  };
}

/** A build as the API tells it: our own fields, never those of the build service. */
export function toBuild(record: BuildRecord): Build {
  return {
    id: record.id,
    rebuildId: record.rebuildId,
    stepId: record.stepId,
    attempt: record.attempt,
    buildKey: record.buildKey,
    repository: record.repository,
    state: record.state,
    phase: record.phase,
    message: record.message,
    startedAt: toTime(record.createdAt),
    endedAt: toOptionalTime(record.endedAt),
    consoleUrl: record.consoleUrl,
  };
}

function toTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function toOptionalTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : toTime(milliseconds);
}

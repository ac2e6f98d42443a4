import {
  Build,
  PlanStep,
  Rebuild,
  RebuildPlan,
  RebuildStep,
  StepState,
} from '@base-images/backstage-plugin-base-images-common';
import { digestOf, imageFreshness } from './freshness';

const NO_PROGRESS: Record<StepState, number> = {
  pending: 0,
  ready: 0,
  attached: 0,
  starting: 0,
  running: 0,
  verifying: 0,
  stopping: 0,
  done: 0,
  failed: 0,
  blocked: 0,
  lost: 0,
  cancelled: 0,
};

/** A base image that is built for a changed package. */
export function planStep(overrides: Partial<PlanStep> = {}): PlanStep {
  const { kind, name, platform, repository } = imageFreshness(overrides);
  return {
    id: `${kind}:${name}:${platform}`,
    kind,
    name,
    platform,
    repository,
    status: 'stale',
    reasons: [
      {
        kind: 'package',
        subject: 'receipt-dynamo',
        from: '3'.repeat(64),
        to: '4'.repeat(64),
      },
    ],
    dependsOn: [],
    buildKey: 'b'.repeat(64),
    wave: 0,
    ...overrides,
  };
}

/** A Lambda that is built because the base image of {@link planStep} is. */
export function dependentStep(): PlanStep {
  return planStep({
    kind: 'lambda',
    name: 'upload',
    id: 'lambda:upload:linux/arm64',
    reasons: [
      {
        kind: 'parent',
        subject: 'base-image:receipt-label',
        from: digestOf('d'),
        to: null,
      },
    ],
    dependsOn: [planStep().id],
    buildKey: null,
    wave: 1,
  });
}

/** A plan of a base image, and a Lambda on it. */
export function rebuildPlan(overrides: Partial<RebuildPlan> = {}): RebuildPlan {
  return {
    sourceId: 'receipts',
    environment: 'production',
    revision: '0123456789abcdef0123456789abcdef01234567',
    treeHash: 'a'.repeat(64),
    steps: [planStep(), dependentStep()],
    refused: [],
    deploys: [],
    ...overrides,
  };
}

/** A step of a rebuild, without a build while it waits. */
export function rebuildStep(
  plan: PlanStep,
  state: StepState,
  overrides: Partial<RebuildStep> = {},
): RebuildStep {
  const { status, ...step } = plan;
  const waits = ['pending', 'ready', 'blocked'].includes(state);
  return {
    ...step,
    state,
    digest: state === 'done' ? digestOf('f') : null,
    reused: false,
    message: null,
    buildId: waits ? null : `build-of-${plan.name}`,
    attempt: waits ? 0 : 1,
    startedAt: waits ? null : '2026-03-06T07:08:00.000Z',
    endedAt: state === 'done' ? '2026-03-06T07:09:00.000Z' : null,
    ...overrides,
  };
}

/** A rebuild of which the base image is being built. */
export function rebuildOf(overrides: Partial<Rebuild> = {}): Rebuild {
  const steps = overrides.steps ?? [
    rebuildStep(planStep(), 'running'),
    rebuildStep(dependentStep(), 'pending'),
  ];
  const progress = { ...NO_PROGRESS };
  steps.forEach(({ state }) => {
    progress[state] += 1;
  });
  return {
    id: 'rebuild-1',
    sourceId: 'receipts',
    environment: 'production',
    revision: '0123456789abcdef0123456789abcdef01234567',
    state: 'running',
    startedBy: 'user:default/ada',
    cancelRequested: false,
    createdAt: '2026-03-06T07:08:00.000Z',
    endedAt: null,
    message: null,
    progress,
    deploys: [],
    steps,
    ...overrides,
  };
}

/** The builds of the steps of a rebuild. */
export function buildsOf({ id, steps }: Rebuild): Build[] {
  return steps.flatMap(step =>
    step.buildId === null
      ? []
      : [
          {
            id: step.buildId,
            rebuildId: id,
            stepId: step.id,
            attempt: step.attempt,
            buildKey: 'b'.repeat(64),
            repository: step.repository,
            state: step.state === 'done' ? 'succeeded' : 'running',
            phase: 'BUILD',
            message: null,
            startedAt: step.startedAt,
            endedAt: step.endedAt,
            consoleUrl: `https://console.example.com/builds/${step.buildId}`,
          },
        ],
  );
}

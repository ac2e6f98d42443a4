import {
  EntityFreshness,
  Rebuild,
  RebuildPlan,
} from '@base-images/backstage-plugin-base-images-common';
import {
  digestOf,
  entityFreshness,
  environmentFreshness,
  functionFreshness,
  imageFreshness,
  staleFunction,
  staleImage,
} from '../src/__testUtils__/freshness';
import {
  dependentStep,
  planStep,
  rebuildOf,
  rebuildPlan,
  rebuildStep,
} from '../src/__testUtils__/rebuild';
import type { Case, Refusal } from './cases';

/** One entity of the dev app with images, and what the backend answers about rebuilds of them. */
export interface RebuildCase {
  kind: Case['kind'];
  /** Undefined for a backend that never answers. */
  freshness: EntityFreshness | Refusal | undefined;
  plan?: RebuildPlan | Refusal;
  /** What there is already; without it one begins when it is started, and goes on by the clock. */
  rebuild?: Rebuild;
  log?: string[] | Refusal;
}

const stale = entityFreshness(environmentFreshness({ images: [staleImage()] }));

const LONG_NAME =
  'a-base-image-with-a-very-long-name-that-does-not-fit-on-one-line-of-the-card';

const manySteps = Array.from({ length: 40 }, (_, index) =>
  planStep({
    id: `step-${index}`,
    name: `${LONG_NAME}-${index}`,
    wave: Math.floor(index / 20),
  }),
);

const FAILURE =
  'receipt-label: COMMAND_EXECUTION_ERROR: Error while executing command: docker buildx build. Reason: exit status 1';

/** Every state of freshness and rebuilds, by the name of its entity. */
export const rebuildCases: Record<string, RebuildCase> = {
  'fresh-everywhere': {
    kind: 'base-image',
    freshness: entityFreshness(
      environmentFreshness({
        environment: 'development',
        rebuild: 'auto',
        images: ['linux/amd64', 'linux/arm64'].map(platform =>
          imageFreshness({ platform }),
        ),
      }),
      environmentFreshness({
        images: [
          imageFreshness({ platform: 'linux/amd64' }),
          staleImage({ platform: 'linux/arm64' }),
        ],
      }),
    ),
    plan: rebuildPlan({ steps: [] }),
  },
  'fresh-lambda': {
    kind: 'lambda',
    freshness: entityFreshness(
      environmentFreshness({
        images: [
          staleImage({ kind: 'lambda', name: 'upload', building: null }),
        ],
        functions: [
          functionFreshness({ functionName: 'production-places' }),
          staleFunction(),
          functionFreshness({
            functionName: 'production-unseen',
            status: 'unknown',
            digest: null,
            unknown: {
              message: 'No image of upload was built yet. Build it first.',
              since: '2026-03-05T06:07:00.000Z',
            },
          }),
        ],
      }),
    ),
    plan: rebuildPlan({
      refused: [
        {
          kind: 'lambda',
          name: 'places',
          platform: 'linux/amd64',
          message:
            'The registry does not answer: AccessDeniedException. Allow ecr:DescribeImages.',
        },
      ],
      deploys: [
        {
          functionName: 'production-upload',
          stepId: 'lambda:upload:linux/arm64',
          fromDigest: digestOf('e'),
          state: 'planned',
          message: null,
        },
      ],
    }),
  },
  'fresh-missing': {
    kind: 'base-image',
    freshness: entityFreshness(
      environmentFreshness({
        images: [
          imageFreshness({
            status: 'missing',
            digest: null,
            pushedAt: null,
            sizeInBytes: null,
          }),
        ],
      }),
    ),
  },
  'fresh-unknown': {
    kind: 'base-image',
    freshness: entityFreshness(
      environmentFreshness({
        images: [
          imageFreshness({
            status: 'unknown',
            digest: null,
            pushedAt: null,
            sizeInBytes: null,
            observedAt: null,
            unknown: {
              message:
                'The registry does not answer: AccessDeniedException. Allow ecr:DescribeImages.',
              since: '2026-03-05T06:07:00.000Z',
            },
          }),
        ],
      }),
    ),
    plan: {
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'The database is busy, try again in a minute',
    },
  },
  'fresh-package': {
    kind: 'package',
    freshness: entityFreshness(
      environmentFreshness({
        images: [
          ...Array.from({ length: 12 }, (_, index) =>
            imageFreshness({ name: `receipt-base-${index}` }),
          ),
          staleImage({ kind: 'lambda', name: 'upload' }),
        ],
      }),
    ),
  },
  'fresh-forbidden': {
    kind: 'base-image',
    freshness: entityFreshness(
      environmentFreshness({ mayRebuild: false, images: [staleImage()] }),
    ),
  },
  'rebuild-not-mine': {
    kind: 'base-image',
    freshness: entityFreshness(
      environmentFreshness({ mayCancel: false, images: [staleImage()] }),
    ),
    rebuild: rebuildOf(),
  },
  'fresh-nowhere': {
    kind: 'base-image',
    freshness: entityFreshness(environmentFreshness({ images: [] })),
  },
  'fresh-loading': { kind: 'base-image', freshness: undefined },
  'fresh-failed': {
    kind: 'base-image',
    freshness: {
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'The snapshot store is not ready, try again in a minute',
    },
  },
  'rebuild-live': { kind: 'base-image', freshness: stale },
  'rebuild-queued': {
    kind: 'base-image',
    freshness: stale,
    rebuild: rebuildOf({
      state: 'queued',
      steps: [
        rebuildStep(planStep(), 'pending'),
        rebuildStep(dependentStep(), 'pending'),
      ],
    }),
  },
  'rebuild-running': {
    kind: 'base-image',
    freshness: stale,
    rebuild: rebuildOf({
      startedBy: null,
      deploys: [
        {
          functionName: 'production-upload',
          stepId: 'lambda:upload:linux/arm64',
          fromDigest: digestOf('e'),
          state: 'planned',
          message: null,
        },
      ],
    }),
    log: Array.from(
      { length: 400 },
      (_, index) => `#${index} [stage-1 2/3] RUN pip install --no-deps ./src`,
    ),
  },
  'rebuild-large': {
    kind: 'base-image',
    freshness: entityFreshness(
      environmentFreshness({
        environment: `production-of-${LONG_NAME}`,
        images: [staleImage({ name: `${LONG_NAME}-39` })],
        functions: [functionFreshness({ functionName: LONG_NAME })],
      }),
    ),
    plan: rebuildPlan({ steps: manySteps }),
    rebuild: rebuildOf({
      steps: manySteps.map((step, index) =>
        rebuildStep(step, index < 30 ? 'done' : 'running'),
      ),
    }),
    log: [`${LONG_NAME}/${LONG_NAME}/${LONG_NAME}`],
  },
  'rebuild-cancelling': {
    kind: 'base-image',
    freshness: stale,
    rebuild: rebuildOf({
      cancelRequested: true,
      steps: [
        rebuildStep(planStep(), 'stopping'),
        rebuildStep(dependentStep(), 'cancelled'),
      ],
    }),
  },
  'rebuild-failed': {
    kind: 'base-image',
    freshness: stale,
    rebuild: rebuildOf({
      state: 'failed',
      message: FAILURE,
      endedAt: '2026-03-06T07:10:00.000Z',
      steps: [
        rebuildStep(planStep(), 'failed', { message: FAILURE, attempt: 2 }),
        rebuildStep(dependentStep(), 'blocked', {
          message: 'receipt-label, which it stands on, was not built',
        }),
      ],
    }),
    log: {
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'The build service does not answer',
    },
  },
};

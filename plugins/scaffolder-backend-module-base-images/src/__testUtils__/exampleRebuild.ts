import {
  Rebuild,
  RebuildStep,
} from '@base-images/backstage-plugin-base-images-common';

/** Digest of an image. */
export const DIGEST = `sha256:${'a'.repeat(64)}`;

/** The step of {@link exampleRebuild}. */
export function exampleStep(change: Partial<RebuildStep> = {}): RebuildStep {
  return {
    kind: 'base-image',
    name: 'receipt-label',
    platform: 'linux/arm64',
    id: 'base-image:receipt-label:linux/arm64',
    repository: 'receipts/base/receipt-label',
    state: 'ready',
    reasons: [],
    dependsOn: [],
    wave: 0,
    buildKey: null,
    digest: null,
    reused: false,
    message: null,
    buildId: null,
    attempt: 1,
    startedAt: null,
    endedAt: null,
    ...change,
  };
}

/** A rebuild of one step, or of none while it is queued. */
export function exampleRebuild(
  state: Rebuild['state'],
  change: Partial<RebuildStep> = {},
  own: Partial<Rebuild> = {},
): Rebuild {
  return {
    id: 'rebuild-1',
    sourceId: 'receipts',
    environment: 'production',
    revision: null,
    state,
    startedBy: 'user:default/mock',
    cancelRequested: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    endedAt: null,
    message: null,
    progress: {} as Rebuild['progress'],
    deploys: [],
    steps: state === 'queued' ? [] : [exampleStep(change)],
    ...own,
  };
}

/** What the client throws when the backend refuses. */
export function refusal(statusCode: number, message = 'Refused') {
  return Object.assign(new Error(message), { statusCode });
}

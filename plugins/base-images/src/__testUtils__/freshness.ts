import {
  EntityFreshness,
  FunctionFreshness,
  ImageFreshness,
} from '@base-images/backstage-plugin-base-images-common';

/** A digest of the digit. */
export function digestOf(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}

/** A base image that is fresh. */
export function imageFreshness(
  overrides: Partial<ImageFreshness> = {},
): ImageFreshness {
  return {
    kind: 'base-image',
    name: 'receipt-label',
    platform: 'linux/arm64',
    repository: 'production/base-images/receipt-label',
    status: 'fresh',
    reasons: [],
    unknown: null,
    buildKey: 'b'.repeat(64),
    digest: digestOf('d'),
    pushedAt: '2026-03-04T05:06:00.000Z',
    sizeInBytes: 212_400_000,
    observedAt: '2026-03-05T06:07:00.000Z',
    building: null,
    refused: null,
    ...overrides,
  };
}

/** An image that is stale for every kind of reason that a scan can find. */
export function staleImage(
  overrides: Partial<ImageFreshness> = {},
): ImageFreshness {
  return imageFreshness({
    status: 'stale',
    reasons: [
      {
        kind: 'dockerfile',
        subject: 'infra/upload/Dockerfile',
        from: '1'.repeat(64),
        to: '2'.repeat(64),
      },
      {
        kind: 'package',
        subject: 'receipt-dynamo',
        from: '3'.repeat(64),
        to: '4'.repeat(64),
      },
      {
        kind: 'parent',
        subject: 'base-image:receipt-core',
        from: digestOf('5'),
        to: null,
      },
      {
        kind: 'requirements',
        subject: 'receipt-places',
        from: null,
        to: '6'.repeat(64),
      },
    ],
    ...overrides,
  });
}

/** A function that runs the newest image. */
export function functionFreshness(
  overrides: Partial<FunctionFreshness> = {},
): FunctionFreshness {
  return {
    functionName: 'production-upload',
    lambda: 'upload',
    platform: 'linux/arm64',
    status: 'fresh',
    reasons: [],
    unknown: null,
    digest: digestOf('d'),
    observedAt: '2026-03-05T06:07:00.000Z',
    ...overrides,
  };
}

/** A function that runs an older image. */
export function staleFunction(): FunctionFreshness {
  return functionFreshness({
    status: 'stale',
    reasons: [
      {
        kind: 'deploy',
        subject: 'production-upload',
        from: digestOf('e'),
        to: digestOf('d'),
      },
    ],
    digest: digestOf('e'),
  });
}

/** What is fresh in one environment, `production`, unless it is said otherwise. */
export function environmentFreshness(
  overrides: Partial<EntityFreshness['environments'][number]> = {},
): EntityFreshness['environments'][number] {
  return {
    environment: 'production',
    rebuild: 'manual',
    mayRebuild: true,
    mayCancel: true,
    images: [imageFreshness()],
    functions: [],
    ...overrides,
  };
}

/** Freshness of an entity in some environments. */
export function entityFreshness(
  ...environments: EntityFreshness['environments']
): EntityFreshness {
  return { sourceId: 'receipts', name: 'receipt-label', environments };
}

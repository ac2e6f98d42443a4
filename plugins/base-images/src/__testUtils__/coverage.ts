import {
  BaseImageEntityCoverage,
  LambdaEntityCoverage,
  PackageEntityCoverage,
  PackageLink,
} from '@base-images/backstage-plugin-base-images-common';

const scan = {
  sourceId: 'receipts',
  revision: '0123456789abcdef0123456789abcdef01234567',
  scannedAt: '2026-03-04T05:06:00.000Z',
  scanError: null,
  diagnostics: [],
};

/** A package with extras that has an entity. */
export function packageLink(name: string, ...extras: string[]): PackageLink {
  return { name, entityRef: `component:default/${name}`, extras };
}

/** So many packages, named `package-001` and on. */
export function manyPackageLinks(count: number): PackageLink[] {
  return Array.from({ length: count }, (_, index) =>
    packageLink(`package-${String(index + 1).padStart(3, '0')}`),
  );
}

/** A Lambda that a base image covers by two thirds. */
export function lambdaCoverage(
  overrides: Partial<LambdaEntityCoverage> = {},
): LambdaEntityCoverage {
  return {
    ...scan,
    kind: 'lambda',
    name: 'upload',
    dockerfile: 'infra/upload/Dockerfile',
    parent: 'public.ecr.aws/lambda/python:3.12',
    python: '3.12',
    platform: 'linux/arm64',
    confidence: 'exact',
    confidenceLine: null,
    baseImage: {
      name: 'receipt-label',
      entityRef: 'resource:default/receipt-label-image',
    },
    coverage: 2 / 3,
    covered: [packageLink('receipt-chroma'), packageLink('receipt-dynamo')],
    uncovered: [
      { ...packageLink('receipt-label', 'full'), missingExtras: ['full'] },
    ],
    missing: [],
    alternatives: [],
    ...overrides,
  };
}

/** A package that one base image holds and two Lambdas need. */
export function packageCoverage(
  overrides: Partial<PackageEntityCoverage> = {},
): PackageEntityCoverage {
  return {
    ...scan,
    kind: 'package',
    name: 'receipt-label',
    baseImages: [
      {
        name: 'receipt-label',
        entityRef: 'resource:default/receipt-label-image',
        extras: ['full'],
      },
    ],
    dependencyBaseImages: [],
    lambdas: [
      {
        name: 'places',
        entityRef: 'component:default/places-lambda',
        extras: [],
        required: true,
        installed: false,
        baseImage: null,
      },
      {
        name: 'upload',
        entityRef: 'component:default/upload-lambda',
        extras: ['full'],
        required: true,
        installed: true,
        baseImage: null,
      },
    ],
    ...overrides,
  };
}

/** A base image that stands on another one, with a Lambda and a base image on it. */
export function baseImageCoverage(
  overrides: Partial<BaseImageEntityCoverage> = {},
): BaseImageEntityCoverage {
  return {
    ...scan,
    kind: 'base-image',
    name: 'receipt-label',
    include: 'packages',
    parentBaseImage: {
      name: 'receipt-core',
      entityRef: 'resource:default/receipt-core-image',
    },
    parentImage: 'public.ecr.aws/lambda/python:3.12',
    python: '3.12',
    platforms: ['linux/amd64', 'linux/arm64'],
    packages: [
      packageLink('receipt-chroma'),
      packageLink('receipt-dynamo'),
      packageLink('receipt-label', 'full'),
    ],
    dependenciesOf: [],
    lambdas: [
      {
        name: 'upload',
        entityRef: 'component:default/upload-lambda',
        coverage: 1,
      },
    ],
    children: [
      {
        name: 'agent-deps',
        entityRef: 'resource:default/agent-deps-image',
      },
    ],
    ...overrides,
  };
}

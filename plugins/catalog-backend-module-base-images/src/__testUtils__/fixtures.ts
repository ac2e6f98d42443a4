import {
  BaseImage,
  Snapshot,
  SnapshotLambda,
  SnapshotPackage,
  Source,
  SourceEntitySettings,
} from '@base-images/backstage-plugin-base-images-common';

export function createSource(
  id: string,
  overrides: {
    target?: string;
    entities?: Partial<SourceEntitySettings>;
    scan?: Partial<Source['scan']>;
  } = {},
): Source {
  return {
    id,
    target: overrides.target ?? `/srv/${id}`,
    entities: {
      namespace: 'default',
      namePrefix: '',
      names: 'short',
      system: id,
      defaultOwner: 'group:default/platform',
      owners: {},
      lifecycle: 'production',
      types: {
        package: 'python-package',
        lambda: 'lambda',
        baseImage: 'container-image',
      },
      trustedLocations: [],
      ...overrides.entities,
    },
    scan: {
      state: 'ok',
      revision: null,
      treeHash: null,
      scannedAt: null,
      failedAt: null,
      error: null,
      packages: 0,
      lambdas: 0,
      baseImages: 0,
      diagnostics: { error: 0, warning: 0, info: 0 },
      ...overrides.scan,
    },
  };
}

export function createPackage(
  name: string,
  overrides: Partial<SnapshotPackage> = {},
): SnapshotPackage {
  return {
    name,
    declaredName: name,
    path: name,
    manifest: `${name}/pyproject.toml`,
    version: '1.0',
    description: null,
    requiresPython: null,
    classifiers: [],
    extras: [],
    requirements: [],
    defaultGroups: [],
    uvWorkspace: null,
    virtual: null,
    incomplete: false,
    owners: [],
    sourceHash: 'a'.repeat(64),
    dependencies: [],
    ...overrides,
  };
}

export function createLambda(
  name: string,
  overrides: Partial<SnapshotLambda> = {},
): SnapshotLambda {
  const dockerfile = overrides.dockerfile ?? `infra/${name}/Dockerfile`;
  return {
    id: dockerfile,
    name,
    dockerfile,
    context: '.',
    target: null,
    parent: 'public.ecr.aws/lambda/python:3.12',
    platform: null,
    python: '3.12',
    functions: [],
    copies: [],
    vendored: [],
    installs: [],
    pinned: [],
    requires: [],
    missing: [],
    misordered: [],
    confidence: 'exact',
    confidenceLine: null,
    withBaseDockerfile: null,
    owners: [],
    sourceHash: 'b'.repeat(64),
    build: {
      args: {},
      original: {
        dockerfile,
        sourceHash: 'b'.repeat(64),
        dockerfileHash: 'b'.repeat(64),
        dependenciesHash: null,
        packages: [],
        externalImages: [],
      },
      withBase: null,
    },
    baseImage: null,
    coverage: null,
    ...overrides,
  };
}

export function createBaseImage(
  name: string,
  overrides: Partial<BaseImage> = {},
): BaseImage {
  return {
    name,
    file: 'base-images.yaml',
    line: 3,
    parentBaseImage: null,
    parentImage: 'public.ecr.aws/lambda/python:3.12',
    python: '3.12',
    platforms: ['linux/arm64'],
    packages: [],
    include: 'packages',
    contains: [],
    containsDependenciesOf: [],
    owners: [],
    sourceHash: 'c'.repeat(64),
    build: {
      dockerfile: null,
      sourceHash: 'c'.repeat(64),
      dockerfileHash: 'c'.repeat(64),
      dependenciesHash: null,
      packages: [],
      externalImages: [],
    },
    maxAgeHours: null,
    ...overrides,
  };
}

export function createSnapshot(
  sourceId: string,
  content: Partial<Pick<Snapshot, 'packages' | 'lambdas' | 'baseImages'>> = {},
): Snapshot {
  return {
    sourceId,
    scannedAt: '2026-01-01T00:00:00.000Z',
    revision: 'd'.repeat(40),
    treeHash: 'e'.repeat(64),
    packages: [],
    lambdas: [],
    baseImages: [],
    diagnostics: [],
    ...content,
  };
}

/** Two packages, a Lambda that installs both, and a base image that holds one. */
export function createReceiptsSnapshot(sourceId: string): Snapshot {
  return createSnapshot(sourceId, {
    packages: [
      createPackage('receipt-dynamo', { description: 'DynamoDB access' }),
      createPackage('receipt-label', { dependencies: ['receipt-dynamo'] }),
    ],
    lambdas: [
      createLambda('label', {
        installs: [
          { package: 'receipt-dynamo', extras: [] },
          { package: 'receipt-label', extras: ['full'] },
        ],
        baseImage: 'receipts',
        coverage: 0.5,
      }),
    ],
    baseImages: [
      createBaseImage('receipts', {
        contains: [{ package: 'receipt-dynamo', extras: [] }],
      }),
    ],
  });
}

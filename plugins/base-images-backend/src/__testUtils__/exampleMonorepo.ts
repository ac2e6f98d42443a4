import {
  BaseImage,
  Diagnostic,
  Lambda,
  Monorepo,
  Package,
} from '@base-images/backstage-plugin-base-images-common';

const PARENT = 'public.ecr.aws/lambda/python:3.12';
const HASH = '0'.repeat(64);

/** A package that asks for others by `name` or, for an extra of its own, by `extra: name`. */
export function examplePackage(
  name: string,
  asks: { main?: string[]; extras?: Record<string, string[]> } = {},
): Package {
  const folder = name.replaceAll('-', '_');
  const manifest = `${folder}/pyproject.toml`;
  const requirement = (
    kind: Package['requirements'][number]['kind'],
    target: string,
  ) => ({
    kind,
    name: target,
    extras: [],
    specifier: '',
    url: null,
    marker: null,
    binding: 'working-tree' as const,
    file: manifest,
    line: 5,
  });
  const extras = asks.extras ?? {};
  return {
    name,
    declaredName: folder,
    path: folder,
    manifest,
    version: '1.0.0',
    description: null,
    requiresPython: null,
    classifiers: [],
    extras: Object.keys(extras).sort(),
    requirements: [
      ...(asks.main ?? []).map(target => requirement('main', target)),
      ...Object.entries(extras).flatMap(([extra, targets]) =>
        targets.map(target => requirement(`extra:${extra}`, target)),
      ),
    ],
    defaultGroups: [],
    uvWorkspace: null,
    virtual: null,
    incomplete: false,
    owners: [],
    sourceHash: HASH,
  };
}

export function exampleLambda(
  name: string,
  lambda: Partial<Lambda> = {},
): Lambda {
  const dockerfile = `infra/${name}/Dockerfile`;
  return {
    id: dockerfile,
    name,
    dockerfile,
    context: '.',
    target: null,
    parent: PARENT,
    platform: 'linux/arm64',
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
    sourceHash: HASH,
    build: {
      args: {},
      original: {
        dockerfile,
        sourceHash: HASH,
        dockerfileHash: HASH,
        dependenciesHash: null,
        packages: [],
        externalImages: [PARENT],
      },
      withBase: null,
    },
    ...lambda,
  };
}

export function exampleBaseImage(
  name: string,
  line: number,
  image: Partial<BaseImage> = {},
): BaseImage {
  return {
    name,
    file: 'base-images.yaml',
    line,
    parentBaseImage: null,
    parentImage: PARENT,
    python: '3.12',
    platforms: ['linux/arm64'],
    packages: [],
    include: 'packages',
    contains: [],
    containsDependenciesOf: [],
    owners: [],
    sourceHash: HASH,
    build: {
      dockerfile: null,
      sourceHash: HASH,
      dockerfileHash: HASH,
      dependenciesHash: null,
      packages: [],
      externalImages: [PARENT],
    },
    maxAgeHours: null,
    ...image,
  };
}

export function exampleDiagnostic(
  file: string,
  line: number | null,
  diagnostic: Partial<Diagnostic> = {},
): Diagnostic {
  return {
    code: 'example',
    severity: 'warning',
    file,
    line,
    column: null,
    message: 'Something is wrong.',
    help: 'Mend it.',
    ...diagnostic,
  };
}

function items(...names: string[]) {
  return names.map(text => {
    const [name, extra] = text.split(':');
    return { package: name, extras: extra ? [extra] : [] };
  });
}

/**
 * Four packages, of which `receipt-upload` needs all through `receipt-label[full]`; a base image that covers half of the Lambda
 * `upload`, on one that covers a quarter; a Lambda `report` that requires nothing.
 */
export const exampleMonorepo: Monorepo = {
  revision: '1'.repeat(40),
  treeHash: '2'.repeat(64),
  packages: [
    examplePackage('receipt-chroma', { main: ['receipt-dynamo'] }),
    examplePackage('receipt-dynamo'),
    examplePackage('receipt-label', {
      main: ['receipt-dynamo'],
      extras: { full: ['receipt-chroma'] },
    }),
    examplePackage('receipt-upload', { main: ['receipt-label'] }),
  ],
  lambdas: [
    exampleLambda('report', { parent: null }),
    exampleLambda('upload', {
      installs: items('receipt-label:full', 'receipt-upload'),
      requires: items(
        'receipt-chroma',
        'receipt-dynamo',
        'receipt-label:full',
        'receipt-upload',
      ),
      missing: items('receipt-chroma', 'receipt-dynamo'),
    }),
  ],
  baseImages: [
    exampleBaseImage('dynamo', 3, {
      packages: items('receipt-dynamo'),
      contains: items('receipt-dynamo'),
    }),
    exampleBaseImage('label', 7, {
      parentBaseImage: 'dynamo',
      packages: items('receipt-chroma', 'receipt-label'),
      contains: items('receipt-chroma', 'receipt-dynamo', 'receipt-label'),
    }),
  ],
  diagnostics: [
    exampleDiagnostic('base-images.yaml', 4),
    exampleDiagnostic('base-images.yaml', 9),
    exampleDiagnostic('infra/upload/Dockerfile', 6, { severity: 'error' }),
    exampleDiagnostic('receipt_label/pyproject.toml', null, {
      severity: 'info',
    }),
  ],
};

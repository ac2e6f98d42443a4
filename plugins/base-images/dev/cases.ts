import {
  Diagnostic,
  EntityCoverage,
} from '@base-images/backstage-plugin-base-images-common';
import {
  baseImageCoverage,
  lambdaCoverage,
  manyPackageLinks,
  packageCoverage,
  packageLink,
} from '../src/__testUtils__/coverage';
import { rebuildCases } from './rebuildCases';

/** One entity of the dev app, with what the backend answers for it. */
export interface Case {
  kind: EntityCoverage['kind'];
  /** The answer, a refusal, or undefined for a backend that never answers. */
  answer: EntityCoverage | Refusal | undefined;
}

/** An answer that is an error. */
export interface Refusal {
  status: number;
  name: string;
  message: string;
}

const diagnostics: Diagnostic[] = [
  {
    code: 'install-order',
    severity: 'warning',
    file: 'infra/upload/Dockerfile',
    line: 14,
    column: null,
    message:
      'receipt-chroma needs receipt-dynamo, which a later command installs.',
    help: 'Install receipt-dynamo before receipt-chroma, or both with one command.',
  },
  {
    code: 'missing-package',
    severity: 'error',
    file: 'infra/upload/Dockerfile',
    line: 17,
    column: 5,
    message: 'receipt-label needs receipt-places, which is not installed.',
    help: 'Copy receipt_places and add it to the install.',
  },
];

/** What the cards about coverage show where freshness is looked at. */
const COVERAGE = {
  lambda: lambdaCoverage(),
  package: packageCoverage(),
  'base-image': baseImageCoverage(),
};

/** Every state of every card, by the name of its entity. */
export const cases: Record<string, Case> = {
  'lambda-partly': {
    kind: 'lambda',
    answer: lambdaCoverage({
      alternatives: [
        {
          name: 'receipt-core',
          entityRef: 'resource:default/image',
          coverage: 1 / 3,
        },
        { name: 'unregistered', entityRef: null, coverage: 0.996 },
      ],
    }),
  },
  'lambda-fully': {
    kind: 'lambda',
    answer: lambdaCoverage({
      coverage: 1,
      covered: [packageLink('receipt-label', 'full', 'test')],
      uncovered: [],
    }),
  },
  'lambda-broken': {
    kind: 'lambda',
    answer: lambdaCoverage({
      missing: [packageLink('receipt-places')],
      confidence: 'unknown',
      confidenceLine: 12,
      scanError:
        'The repository could not be read: connection refused. Check the integration of its host.',
      diagnostics,
    }),
  },
  'lambda-large': {
    kind: 'lambda',
    answer: lambdaCoverage({
      confidence: 'over',
      coverage: 240 / 243,
      covered: manyPackageLinks(240),
      uncovered: [
        'a-package-with-a-very-long-name-that-does-not-fit-on-one-line-of-the-card',
        'receipt-places',
        'receipt-upload',
      ].map(name => ({ ...packageLink(name), missingExtras: [] })),
    }),
  },
  'lambda-without-base-image': {
    kind: 'lambda',
    answer: lambdaCoverage({
      baseImage: null,
      coverage: 0,
      covered: [],
      uncovered: [
        { ...packageLink('receipt-dynamo'), missingExtras: [] },
        { ...packageLink('receipt-label', 'full'), missingExtras: [] },
      ],
    }),
  },
  'lambda-requiring-nothing': {
    kind: 'lambda',
    answer: lambdaCoverage({
      baseImage: null,
      coverage: null,
      covered: [],
      uncovered: [],
      parent: null,
      python: null,
      platform: null,
      revision: null,
    }),
  },
  package: { kind: 'package', answer: packageCoverage() },
  'package-unused': {
    kind: 'package',
    answer: packageCoverage({ baseImages: [], lambdas: [] }),
  },
  image: { kind: 'base-image', answer: baseImageCoverage() },
  'image-of-dependencies': {
    kind: 'base-image',
    answer: baseImageCoverage({
      include: 'dependencies',
      parentBaseImage: null,
      packages: [],
      dependenciesOf: [packageLink('receipt-agent')],
      lambdas: [],
      children: [],
    }),
  },
  'state-loading': {
    kind: 'lambda',
    answer: undefined,
  },
  'state-not-found': {
    kind: 'lambda',
    answer: {
      status: 404,
      name: 'NotFoundError',
      message: 'No scanned source has component:default/state-not-found',
    },
  },
  'state-not-allowed': {
    kind: 'package',
    answer: {
      status: 403,
      name: 'NotAllowedError',
      message: 'Unauthorized',
    },
  },
  'state-failed': {
    kind: 'base-image',
    answer: {
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'The snapshot store is not ready, try again in a minute',
    },
  },
  ...Object.fromEntries(
    Object.entries(rebuildCases).map(([name, { kind }]) => [
      name,
      { kind, answer: COVERAGE[kind] },
    ]),
  ),
};

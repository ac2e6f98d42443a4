import { Package } from '@base-images/backstage-plugin-base-images-common';
import {
  builtFrom,
  exampleNode,
  LATER,
  observations,
  observed,
  PLATFORM,
} from './__testUtils__/exampleImages';
import { assess, toImageFreshness } from './assess';
import { imageTag } from './BuildInputs';
import { completeInputs } from './imageInputs';
import { ImageNode } from './ImageNode';
import { externalImageKey, VerifiedImage } from './Observation';

const PYTHON = 'public.ecr.aws/lambda/python:3.12';
const SINCE = '2026-02-02T00:00:00.000Z';

function monorepo(hashes: Record<string, string>) {
  return {
    packages: Object.entries(hashes).map(
      ([name, sourceHash]) => ({ name, sourceHash }) as Package,
    ),
  };
}

const external = (digest: string) =>
  new Map([[externalImageKey(PYTHON, PLATFORM), { digest }]]);

/** Builds every image, parents first, as a rebuild would. */
function buildAll(
  nodes: ImageNode[],
  hashes: Record<string, string>,
  digest = 'sha256:python',
): Map<ImageNode, VerifiedImage> {
  const built = new Map<ImageNode, VerifiedImage>();
  for (const node of nodes) {
    const images = [...built].map(
      ([item, image]) => [item, observed(image)] as [ImageNode, never],
    );
    const { inputs } = assess(
      nodes,
      monorepo(hashes),
      observations([...images, [node, observed()]], external(digest)),
      LATER,
    ).find(item => item.node === node)!;
    built.set(node, builtFrom(completeInputs(inputs)!));
  }
  return built;
}

const BASE = exampleNode('base-image', 'shared', {
  packages: ['a'],
  externalImages: [PYTHON],
});
const LAMBDA = exampleNode('lambda', 'report', {
  parent: 'shared',
  packages: ['b'],
});
const HASHES = { a: 'a1', b: 'b1' };

function assessAfter(options: {
  nodes?: ImageNode[];
  hashes?: Record<string, string>;
  digest?: string;
  now?: string;
  pushedAt?: string;
}) {
  const built = buildAll([BASE, LAMBDA], HASHES);
  const nodes = options.nodes ?? [BASE, LAMBDA];
  return assess(
    nodes,
    monorepo(options.hashes ?? HASHES),
    observations(
      nodes.map((node, index) => {
        const image = [...built.values()][index];
        const pushedAt = options.pushedAt ?? image.pushedAt;
        return [node, observed({ ...image, pushedAt })];
      }),
      external(options.digest ?? 'sha256:python'),
    ),
    options.now ?? LATER,
  ).map(({ status, reasons, unknown, buildKey }) => ({
    status,
    unknown: unknown?.message,
    known: buildKey !== null,
    reasons: reasons.map(
      ({ kind, subject, from, to }) => `${kind} ${subject}: ${from} > ${to}`,
    ),
  }));
}

describe('assess', () => {
  it('finds what was just built fresh', () => {
    expect(assessAfter({})).toEqual([
      { status: 'fresh', reasons: [], known: true },
      { status: 'fresh', reasons: [], known: true },
    ]);
  });

  it('tells from what to what a base image is stale, and what stands on it', () => {
    const changed = exampleNode('base-image', 'shared', {
      packages: ['a', 'c'],
      externalImages: [PYTHON],
      sourceHash: 'shared-2',
      dockerfileHash: 'shared-file-2',
      dependenciesHash: 'lock-2',
    });
    const [base, lambda] = assessAfter({
      nodes: [changed, LAMBDA],
      hashes: { a: 'a2', b: 'b1', c: 'c1' },
      digest: 'sha256:newer',
    });
    expect(base).toEqual({
      status: 'stale',
      known: true,
      reasons: [
        'dependency base-images.yaml: null > lock-2',
        'dockerfile base-images.yaml: shared-file > shared-file-2',
        'package a: a1 > a2',
        `parent ${PYTHON}: sha256:python > sha256:newer`,
        'requirements c: null > c1',
      ],
    });
    expect(lambda).toEqual({
      status: 'stale',
      known: false,
      reasons: [
        expect.stringMatching(/^parent base-image:shared: sha256:\w+ > null$/),
      ],
    });
  });

  it('tells files of the image alone from packages', () => {
    const handler = exampleNode('lambda', 'report', {
      parent: 'shared',
      packages: ['b'],
      sourceHash: 'report-2',
    });
    expect(assessAfter({ nodes: [BASE, handler] })[1].reasons).toEqual([
      'files report: report-1 > report-2',
    ]);
  });

  it('grows stale by age', () => {
    const aged = { ...BASE, maxAgeHours: 24 };
    const pushedAt = '2026-02-27T00:00:00.000Z';
    const at = (now: string) =>
      assessAfter({ nodes: [aged, LAMBDA], pushedAt, now })[0];
    expect(at('2026-02-27T23:59:00.000Z').status).toBe('fresh');
    expect(at('2026-02-28T00:01:00.000Z')).toMatchObject({
      status: 'stale',
      reasons: [`age shared: ${pushedAt} > 2026-02-28T00:00:00.000Z`],
    });
  });

  it('is fresh again when the sources are what they were', () => {
    const built = buildAll([BASE, LAMBDA], HASHES);
    const other = buildAll([BASE, LAMBDA], HASHES, 'sha256:newer');
    const both = (node: ImageNode) =>
      observed(built.get(node)!, other.get(node)!);
    const [base] = assess(
      [BASE, LAMBDA],
      monorepo(HASHES),
      observations(
        [
          [BASE, both(BASE)],
          [LAMBDA, both(LAMBDA)],
        ],
        external('sha256:python'),
      ),
      LATER,
    );
    expect(base.status).toBe('fresh');
    expect(base.image).toEqual(built.get(BASE));
  });

  it.each<[string, ImageNode[], string]>([
    ['a problem', [{ ...BASE, problem: 'No project.' }], 'No project.'],
    [
      'an image that cannot be told',
      [exampleNode('base-image', 'shared', { externalImages: null })],
      'An image that shared reads cannot be told.',
    ],
    [
      'a registry that was not asked',
      [exampleNode('base-image', 'shared', { externalImages: ['other:1'] })],
      'The registry of other:1 has not been asked yet.',
    ],
  ])(
    'knows nothing with %s, nor of what stands on it',
    (_, [base], message) => {
      const [first, second] = assessAfter({ nodes: [base, LAMBDA] });
      expect(first).toMatchObject({ status: 'unknown', reasons: [] });
      expect(first.unknown).toContain(message);
      expect(second.status).toBe('unknown');
      expect(second.unknown).toContain(message);
    },
  );

  it('never takes a registry that cannot be reached for a change', () => {
    const failure = { message: 'The registry does not answer.', since: SINCE };
    const [image] = assess(
      [LAMBDA].map(node => ({ ...node, parent: null })),
      monorepo(HASHES),
      observations([[LAMBDA, { ...observed(), failure }]]),
      LATER,
    );
    expect(image).toMatchObject({ status: 'unknown', unknown: failure });
  });

  it('tells of an image that has the right tag and is not accepted', () => {
    const [{ buildKey }] = assess(
      [BASE],
      monorepo(HASHES),
      observations([[BASE, observed()]], external('sha256:python')),
      LATER,
    );
    const foreign = { digest: 'sha256:foreign', message: 'It has no labels.' };
    const refused = new Map([
      [imageTag(buildKey!), foreign],
      ['src-000000000000', { ...foreign, message: 'Something else.' }],
    ]);
    const [image] = assess(
      [BASE],
      monorepo(HASHES),
      observations(
        [[BASE, { ...observed(), refused }]],
        external('sha256:python'),
      ),
      LATER,
    );
    expect(image).toMatchObject({ status: 'missing', refused: foreign });
    expect(toImageFreshness(image)).toMatchObject({ refused: foreign });
  });

  it('tells what was never built from what is stale', () => {
    const [image] = assess(
      [BASE],
      monorepo(HASHES),
      observations([[BASE, observed()]], external('sha256:python')),
      LATER,
    );
    expect(image).toMatchObject({ status: 'missing', reasons: [] });
    expect(image.buildKey).toMatch(/^[0-9a-f]{64}$/);
  });
});

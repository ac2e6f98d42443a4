import {
  BaseImage,
  Package,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { CoverableLambda, coverLambda } from './coverLambda';
import { lookup } from './lookup';

const PARENT = 'public.ecr.aws/lambda/python:3.12';

function items(text: string): PackageWithExtras[] {
  return text
    .split(' ')
    .filter(item => item !== '')
    .map(item => {
      const [name, extras = ''] = item.replace(']', '').split('[');
      return { package: name, extras: extras.split(',').filter(Boolean) };
    });
}

function base(
  name: string,
  contains: string,
  fields: Partial<BaseImage> = {},
): BaseImage {
  return {
    name,
    file: 'base-images.yaml',
    line: 1,
    parentBaseImage: null,
    parentImage: PARENT,
    python: '3.12',
    platforms: ['linux/arm64'],
    packages: [],
    include: 'packages',
    contains: items(contains),
    containsDependenciesOf: [],
    owners: [],
    sourceHash: '',
    build: {
      dockerfile: null,
      sourceHash: '',
      dockerfileHash: '',
      dependenciesHash: null,
      packages: [],
      externalImages: [],
    },
    maxAgeHours: null,
    ...fields,
  };
}

function lambda(
  requires: string,
  fields: Partial<CoverableLambda> = {},
): CoverableLambda {
  return {
    requires: items(requires),
    platform: 'linux/arm64',
    python: '3.12',
    parent: PARENT,
    ...fields,
  };
}

const ranking = (required: CoverableLambda, bases: BaseImage[]) =>
  coverLambda(required, bases).map(
    item =>
      `${item.baseImage} ${item.covered.length}/${required.requires.length}`,
  );

describe('coverLambda', () => {
  it('chooses by the whole required set, best first', () => {
    const bases = [
      base('a', 'a'),
      base('b', 'b'),
      base('abc', 'a b c'),
      base('ab', 'a b'),
      base('ab2', 'a b'),
      base('abcd', 'a b c d'),
    ];
    expect(ranking(lambda('a b c'), bases)).toEqual([
      'abc 3/3',
      'ab 2/3',
      'ab2 2/3',
      'a 1/3',
      'b 1/3',
    ]);
    expect(ranking(lambda('a'), bases)).toEqual(['a 1/1']);
    expect(ranking(lambda('z'), bases)).toEqual([]);
    expect(ranking(lambda(''), bases)).toEqual([]);
  });

  it('covers a package only with all extras that are required', () => {
    const bases = [
      base('plain', 'a label'),
      base('full', 'a label[full]'),
      base('more', 'a label[full,more]'),
    ];
    expect(ranking(lambda('a label[full]'), bases)).toEqual([
      'full 2/2',
      'plain 1/2',
    ]);
    expect(ranking(lambda('a label'), bases)).toEqual(['plain 2/2']);
    const [full, plain] = coverLambda(lambda('a label[full]'), bases);
    expect(full).toMatchObject({ coverage: 1, uncovered: [], surplus: [] });
    expect(plain).toMatchObject({
      coverage: 0.5,
      covered: items('a'),
      uncovered: items('label[full]'),
    });
  });

  it.each<[string, Partial<BaseImage>, Partial<CoverableLambda>, boolean]>([
    ['the same', {}, {}, true],
    ['another platform', { platforms: ['linux/amd64'] }, {}, false],
    ['no platforms of the base', { platforms: [] }, {}, true],
    [
      'one of its platforms',
      { platforms: ['linux/amd64', 'linux/arm64'] },
      {},
      true,
    ],
    ['an unknown platform of the Lambda', {}, { platform: null }, true],
    ['another Python', { python: '3.13' }, {}, false],
    ['a patch version', {}, { python: '3.12.4' }, true],
    ['3.1 and 3.12', { python: '3.1' }, {}, false],
    [
      'an unknown Python of the Lambda',
      { python: '3.13' },
      { python: null },
      true,
    ],
    [
      'an unknown Python of the base, but its lineage',
      { python: null },
      {},
      true,
    ],
    [
      'an unknown Python and lineage',
      { python: null },
      { parent: null },
      false,
    ],
    ['another lineage', { parentImage: 'python:3.12' }, {}, false],
    [
      'an unknown lineage of the Lambda',
      { parentImage: 'python:3.12' },
      { parent: null },
      true,
    ],
    ['a broken lineage', { parentImage: null }, { parent: null }, false],
    [
      'a digest of the same tag',
      {},
      { parent: `${PARENT}@sha256:${'0'.repeat(64)}` },
      true,
    ],
    [
      'an official image by two names',
      { parentImage: 'python:3.12-slim' },
      { parent: 'docker.io/library/python:3.12-slim' },
      true,
    ],
    [
      'no tag, which is latest',
      { parentImage: 'x/python' },
      { parent: 'x/python:latest' },
      true,
    ],
    [
      'two digests without a tag',
      { parentImage: `x/y@sha256:${'1'.repeat(64)}` },
      { parent: `x/y@sha256:${'2'.repeat(64)}` },
      false,
    ],
  ])(
    'respects platform, Python and lineage: %s',
    (_, baseFields, fields, qualifies) => {
      const found = ranking(lambda('a', fields), [base('x', 'a', baseFields)]);
      expect(found).toEqual(qualifies ? ['x 1/1'] : []);
    },
  );

  it('does not count dependencies as packages, but prefers those that are of use', () => {
    const label = base('label', 'a label');
    const deps = base('deps', 'a label', {
      containsDependenciesOf: items('agent chroma'),
    });
    const only = base('only', '', { containsDependenciesOf: items('a') });
    expect(ranking(lambda('a label'), [deps, label, only])).toEqual([
      'label 2/2',
      'deps 2/2',
    ]);
    expect(
      ranking(lambda('a label agent chroma'), [label, deps, only]),
    ).toEqual(['deps 2/4', 'label 2/4']);
  });
});

describe('lookup', () => {
  const pkg = (
    name: string,
    main: string[],
    extras: Record<string, string[]> = {},
  ): Package => ({
    name,
    declaredName: name,
    path: name,
    manifest: `${name}/pyproject.toml`,
    version: null,
    description: null,
    requiresPython: null,
    classifiers: [],
    extras: Object.keys(extras).sort(),
    requirements: [
      ...main.map(target => ['main', target] as const),
      ...Object.entries(extras).flatMap(([extra, targets]) =>
        targets.map(target => [`extra:${extra}`, target] as const),
      ),
    ].map(([kind, target]) => {
      const [item] = items(target);
      return {
        kind: kind as 'main',
        name: item.package,
        extras: item.extras,
        specifier: '',
        url: null,
        marker: target === 'old' ? "python_version < '3.10'" : null,
        binding: target === 'pinned' ? 'pinned' : 'working-tree',
        file: '',
        line: null,
      };
    }),
    defaultGroups: [],
    uvWorkspace: null,
    virtual: null,
    incomplete: false,
    owners: [],
    sourceHash: '',
  });
  const monorepo = {
    packages: [
      pkg('agent', ['dynamo', 'label[full]', 'old', 'pinned']),
      pkg('dynamo', []),
      pkg('label', ['dynamo'], { full: ['places'] }),
      pkg('old', []),
      pkg('pinned', []),
      pkg('places', ['dynamo']),
    ],
    baseImages: [
      base('dynamo', 'dynamo'),
      base('label', 'dynamo label[full] places'),
    ],
  };

  it('closes what is asked for, names and extras normalised', () => {
    expect(
      lookup(monorepo, {
        packages: ['Agent >= 1', 'LABEL[Full]'],
        python: '3.12',
        platform: 'linux/arm64',
      }),
    ).toEqual({
      baseImage: 'label',
      covered: items('dynamo label[full] places'),
      uncovered: items('agent'),
      coverage: 0.75,
      alternatives: [
        {
          baseImage: 'dynamo',
          covered: items('dynamo'),
          uncovered: items('agent label[full] places'),
          surplus: [],
          coverage: 0.25,
        },
      ],
    });
  });

  it('tells what is not covered when nothing fits', () => {
    expect(lookup(monorepo, { packages: ['label'], python: '3.13' })).toEqual({
      baseImage: null,
      covered: [],
      uncovered: items('dynamo label'),
      coverage: 0,
      alternatives: [],
    });
    expect(lookup(monorepo, { packages: [] })).toMatchObject({
      baseImage: null,
      coverage: null,
    });
  });

  it('finds supersets only when they are asked for', () => {
    const request = { packages: ['places'] };
    expect(lookup(monorepo, request).baseImage).toBe('dynamo');
    const report = lookup(monorepo, { ...request, supersets: true });
    expect(report.baseImage).toBe('label');
    expect(report.coverage).toBe(1);
    expect(
      lookup(monorepo, { packages: ['dynamo'], supersets: true })
        .alternatives[0],
    ).toMatchObject({
      baseImage: 'label',
      surplus: items('label[full] places'),
    });
  });

  it.each([
    ['labl', 'There is no package labl in this monorepo. Did you mean label?'],
    ['label[ful]', 'does not offer the extra ful. Did you mean full?'],
    ['dynamo[x]', 'does not offer the extra x. It offers none.'],
    ['label[', 'Cannot read the requirement "label["'],
  ])('refuses %s', (text, message) => {
    expect(() => lookup(monorepo, { packages: [text] })).toThrow(message);
  });
});

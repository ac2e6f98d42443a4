import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { scan } from '../scan';
import { formatPackage } from './packageSets';
import { recommendBaseImages } from './recommendBaseImages';

const IMAGE = 'public.ecr.aws/lambda/python:3.12';

function manifest(name: string, requirements: string[], rest = ''): string {
  return `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(requirements)}\n${rest}`;
}

function dockerfile(packages: string, image = IMAGE): string {
  const names = packages.split(' ');
  return [
    `FROM ${image}`,
    ...names.map(name => `COPY ${name} /tmp/${name}`),
    `RUN pip install ${names.map(name => `/tmp/${name}`).join(' ')}`,
    'CMD ["handler.main"]',
    '',
  ].join('\n');
}

/** A core that everything needs, two packages on it, and a package of its own. */
const FILES: Record<string, string> = {
  'core/pyproject.toml': manifest('core', ['boto3', 'pydantic', 'requests']),
  'label/pyproject.toml': manifest('label', ['core', 'openai', 'tiktoken']),
  'store/pyproject.toml': manifest('store', ['core', 'numpy', 'pandas']),
  'alone/pyproject.toml': manifest('alone', []),
  'infra/a/Dockerfile': dockerfile('core label'),
  'infra/b/Dockerfile': dockerfile('core label'),
  'infra/c/Dockerfile': dockerfile('core store'),
  'infra/d/Dockerfile': dockerfile('core store'),
  'infra/e/Dockerfile': dockerfile('alone'),
};

/** Handlers change often, packages seldom. */
const COMMITS = [
  ...Array.from({ length: 40 }, (_, number) => [
    `infra/${'abcd'[number % 4]}/Dockerfile`,
  ]),
  ['core/pyproject.toml'],
];

async function recommend(
  files: Record<string, string>,
  options: Partial<Parameters<typeof recommendBaseImages>[1]> = {},
) {
  const tree = InMemorySourceTree.of(files);
  return recommendBaseImages(tree, { max: 3, commits: COMMITS, ...options });
}

const summary = (report: Awaited<ReturnType<typeof recommend>>) =>
  report.baseImages.map(
    image =>
      `${image.name} on ${image.from}: ${image.packages.map(formatPackage).join(' ')}; ${image.lambdas
        .map(({ id, covered, required }) => `${id[6]} ${covered}/${required}`)
        .join(', ')}; ${image.builds}`,
  );

describe('recommendBaseImages', () => {
  it('recommends what saves most, and how to declare it', async () => {
    const report = await recommend(FILES);
    expect(summary(report)).toEqual([
      `label on ${IMAGE}: label; a 2/2, b 2/2; 1`,
      `store on ${IMAGE}: store; c 2/2, d 2/2; 1`,
    ]);
    expect(report.declaration).toBe(
      `- name: label\n  from: ${IMAGE}\n  packages: [label]\n- name: store\n  from: ${IMAGE}\n  packages: [store]\n`,
    );
    // 44 builds of a Lambda, each of two packages and five distributions.
    expect(report).toMatchObject({
      changes: 41,
      fromHistory: true,
      seconds: {
        withoutBaseImages: 44 * (2 * 3 + 5 * 2),
        recommended: Math.round(44 * 0.2 * 16 + 2 * (60 + 16)),
      },
      unsuitable: [],
    });
  });

  it('gives a declaration that holds what it says', async () => {
    const { declaration, baseImages } = await recommend(FILES);
    const indented = declaration!.replace(/^(?=.)/gm, '  ');
    const { baseImages: declared, diagnostics } = await scan(
      InMemorySourceTree.of({
        ...FILES,
        'base-images.yaml': `version: 1\nimages:\n${indented}`,
      }),
    );
    expect(diagnostics).toEqual([]);
    expect(declared.map(({ name, contains }) => ({ name, contains }))).toEqual(
      baseImages.map(({ name, contains }) => ({ name, contains })),
    );
  });

  it('recommends no more than it is asked for', async () => {
    expect(summary(await recommend(FILES, { max: 1 }))).toEqual([
      `core on ${IMAGE}: core; a 1/2, b 1/2, c 1/2, d 1/2; 1`,
    ]);
  });

  it('leaves out packages that change too often', async () => {
    const hot = [...COMMITS, ...Array(60).fill(['label/pyproject.toml'])];
    expect(summary(await recommend(FILES, { commits: hot }))).toEqual([
      `core on ${IMAGE}: core; a 1/2, b 1/2; 1`,
      `store on core: store; c 2/2, d 2/2; 1`,
    ]);
  });

  it('knows what is declared already', async () => {
    const report = await recommend({
      ...FILES,
      'base-images.yaml': `version: 1\nimages:\n  - { name: own, from: '${IMAGE}', packages: [label] }\n`,
    });
    expect(summary(report)[0]).toContain('own on');
    expect(report.baseImages.map(({ isDeclared }) => isDeclared)).toEqual([
      true,
      false,
    ]);
    expect(report.declaration).toMatch(/^- name: store\n/);
  });

  it('makes one for each kind of image', async () => {
    const report = await recommend({
      ...FILES,
      'infra/b/Dockerfile': dockerfile('core label', `${IMAGE}-arm64`),
    });
    expect(
      report.baseImages.map(({ name, from, platforms, lambdas }) => ({
        name,
        from,
        platforms,
        lambdas: lambdas.map(({ id }) => id[6]).join(''),
      })),
    ).toEqual([
      { name: 'store', from: IMAGE, platforms: [], lambdas: 'cd' },
      { name: 'label', from: IMAGE, platforms: [], lambdas: 'a' },
      {
        name: 'label-2',
        from: `${IMAGE}-arm64`,
        platforms: ['linux/arm64'],
        lambdas: 'b',
      },
    ]);
  });

  it('does not count Lambdas whose Dockerfiles cannot be rewritten, and says why', async () => {
    const report = await recommend({
      ...FILES,
      'infra/a/Dockerfile': `FROM ${IMAGE}\nCOPY core /core\nRUN pip install -e /core\n`,
      'infra/c/Dockerfile':
        'ARG X\nFROM $X\nCOPY core /core\nRUN pip install /core\nENTRYPOINT ["python", "-m", "awslambdaric"]\n',
    });
    expect(report.unsuitable).toEqual([
      expect.objectContaining({ id: 'infra/a/Dockerfile', line: 3 }),
      expect.objectContaining({
        id: 'infra/c/Dockerfile',
        line: null,
        reason: 'The image that it stands on is not known.',
      }),
    ]);
    const counted = report.baseImages.flatMap(({ lambdas }) =>
      lambdas.map(({ id }) => id),
    );
    expect(counted.sort()).toEqual([
      'infra/b/Dockerfile',
      'infra/d/Dockerfile',
    ]);
  });

  it('counts Lambdas that can stand on a part of what they require', async () => {
    const first = `FROM ${IMAGE}\nRUN pip install pandas==1\n`;
    const report = await recommend({
      ...FILES,
      'infra/c/Dockerfile': dockerfile('core store').replace(
        `FROM ${IMAGE}\n`,
        first,
      ),
      'infra/d/Dockerfile': dockerfile('core store').replace(
        `FROM ${IMAGE}\n`,
        first,
      ),
    });
    expect(report.unsuitable).toEqual([]);
    expect(summary(report)).toEqual([
      `core on ${IMAGE}: core; c 1/2, d 1/2; 1`,
      `label on core: label; a 2/2, b 2/2; 1`,
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'whose pins conflict',
      {
        'label/pyproject.toml': manifest('label', ['core', 'openai==1']),
        'store/pyproject.toml': manifest('store', ['core', 'openai==2']),
        'infra/a/Dockerfile': dockerfile('core label store'),
        'infra/b/Dockerfile': dockerfile('core label store'),
      },
      'core label store',
    ],
    [
      'that cannot be built without the index',
      {
        'label/pyproject.toml': manifest(
          'label',
          ['core'],
          '[build-system]\nrequires = ["core"]\n',
        ),
      },
      'label',
    ],
  ])('never puts packages into an image %s', async (_, files, left) => {
    const { baseImages } = await recommend({ ...FILES, ...files });
    const sets = baseImages.map(({ contains }) =>
      contains.map(formatPackage).join(' '),
    );
    expect(sets.length).toBeGreaterThan(0);
    expect(sets.join('\n')).not.toContain(left);
  });

  it.each([0, 19])(
    'counts every package and Lambda once where there are only %s commits',
    async count => {
      const commits = COMMITS.slice(0, count);
      const report = await recommend(FILES, { commits });
      expect(report).toMatchObject({ changes: 9, fromHistory: false });
    },
  );

  it('recommends nothing where nothing is required', async () => {
    expect(
      await recommend({ 'a/Dockerfile': `FROM ${IMAGE}\n` }),
    ).toMatchObject({ baseImages: [], declaration: null, unsuitable: [] });
  });
});

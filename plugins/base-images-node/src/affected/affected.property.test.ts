import {
  Affected,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import fc from 'fast-check';
import { toLambdaReports } from '../coverage/toLambdaReports';
import { buildGraph } from '../graph/buildGraph';
import { hashClosure } from '../hash/hashClosure';
import { Comparison, compareFiles, Files } from './__testUtils__/compareFiles';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const IMAGE = 'public.ecr.aws/lambda/python:3.12';

interface PackageState {
  folder: string;
  content: number;
  main: string[];
  extra: string[];
}

interface LambdaState {
  installs: string[];
  handler: number;
  copiesAll: boolean;
}

interface BaseState {
  from: string;
  packages: string[];
  include: string;
  env: number;
  constraints: boolean;
}

interface State {
  packages: Record<string, PackageState | undefined>;
  lambdas: Record<string, LambdaState | undefined>;
  bases: Record<string, BaseState | undefined>;
  ignore: string;
  workspace: boolean;
}

const requirement = fc
  .tuple(
    fc.constantFrom(...NAMES, 'boto3'),
    fc.constantFrom(
      '',
      '',
      '[x]',
      '==1',
      "; sys_platform == 'win32'",
      "[x]; extra == 'x'",
    ),
  )
  .map(([name, rest]) => `${name}${rest}`);

const requirements = fc.uniqueArray(requirement, { maxLength: 3 });

const packageState: fc.Arbitrary<PackageState> = fc.record({
  folder: fc.constantFrom('', 'libs/'),
  content: fc.nat(2),
  main: requirements,
  extra: requirements,
});

const lambdaState: fc.Arbitrary<LambdaState> = fc.record({
  installs: fc.uniqueArray(fc.constantFrom(...NAMES, 'a[x]', 'b[x]'), {
    maxLength: 3,
  }),
  handler: fc.nat(2),
  copiesAll: fc.boolean(),
});

const baseState: fc.Arbitrary<BaseState> = fc.record({
  from: fc.constantFrom(IMAGE, IMAGE, 'one', 'two'),
  packages: fc.uniqueArray(fc.constantFrom(...NAMES, 'a[x]', 'c[x]'), {
    minLength: 1,
    maxLength: 2,
  }),
  include: fc.constantFrom('packages', 'packages', 'dependencies'),
  env: fc.nat(1),
  constraints: fc.boolean(),
});

const some = <T>(keys: string[], value: fc.Arbitrary<T>) =>
  fc.record(
    Object.fromEntries(
      keys.map(key => [key, fc.option(value, { nil: undefined, freq: 4 })]),
    ),
  );

const states: fc.Arbitrary<State> = fc.record({
  packages: some(NAMES, packageState),
  lambdas: some(['f', 'g'], lambdaState),
  bases: some(['one', 'two', 'three'], baseState),
  ignore: fc.constantFrom('', '', 'fn/f/data.txt\n', '*.md\n'),
  workspace: fc.boolean(),
});

/** Changes one thing of a state into what another state has there. */
const edits = fc.tuple(
  fc.constantFrom<keyof State>(
    'packages',
    'packages',
    'lambdas',
    'bases',
    'ignore',
    'workspace',
  ),
  fc.nat(),
  states,
);

function edit(
  state: State,
  [part, index, other]: [keyof State, number, State],
): State {
  if (part === 'ignore' || part === 'workspace') {
    return { ...state, [part]: other[part] };
  }
  const keys = Object.keys(state[part]);
  const key = keys[index % keys.length];
  return { ...state, [part]: { ...state[part], [key]: other[part][key] } };
}

const changes = fc
  .tuple(states, fc.array(edits, { maxLength: 4 }))
  .map(
    ([state, list]) =>
      [toFiles(state), toFiles(list.reduce(edit, state))] as const,
  );

function toFiles(state: State): Files {
  const files: Files = {
    '.dockerignore': state.ignore,
    'README.md': 'x',
    'constraints.txt': `boto3<${state.ignore.length}\n`,
    'fn/f/data.txt': 'data',
  };
  if (state.workspace) {
    files['pyproject.toml'] =
      '[tool.uv.workspace]\nmembers = ["*", "libs/*"]\n[tool.uv.sources]\na = { index = "ours" }\n';
  }
  for (const [name, item] of present(state.packages)) {
    const folder = `${item.folder}${name}`;
    files[`${folder}/pyproject.toml`] =
      `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(item.main)}\n[project.optional-dependencies]\nx = ${JSON.stringify(item.extra)}\n`;
    files[`${folder}/${name}.py`] = `VALUE = ${item.content}\n`;
  }
  for (const [name, item] of present(state.lambdas)) {
    const folders = item.installs.map(text => {
      const [, own, extra] = /^(\w)(.*)$/.exec(text)!;
      return { folder: `${state.packages[own]?.folder ?? ''}${own}`, extra };
    });
    files[`fn/${name}/Dockerfile`] = [
      `FROM ${IMAGE}`,
      ...(item.copiesAll
        ? ['COPY . /src/']
        : folders.map(({ folder }) => `COPY ${folder} /src/${folder}`)),
      ...folders.map(
        ({ folder, extra }) => `RUN pip install '/src/${folder}${extra}'`,
      ),
      `COPY fn/${name}/ .`,
      'CMD ["handler.handler"]',
      '',
    ].join('\n');
    files[`fn/${name}/handler.py`] = `VALUE = ${item.handler}\n`;
  }
  const bases = present(state.bases);
  if (bases.length > 0) {
    files['base-images.yaml'] = JSON.stringify({
      version: 1,
      images: bases.map(([name, { env, constraints, ...item }]) => ({
        name,
        ...item,
        env: { LEVEL: String(env) },
        ...(constraints ? { constraints: 'constraints.txt' } : {}),
      })),
    });
  }
  return files;
}

function present<T>(items: Record<string, T | undefined>): [string, T][] {
  return Object.entries(items).filter(
    (entry): entry is [string, T] => entry[1] !== undefined,
  );
}

/** Everything that decides what the things of a monorepo are built of, by `kind id`, as `base-images hash` computes it. */
function fingerprints(monorepo: Monorepo): Map<string, string> {
  const graph = buildGraph(monorepo.packages);
  const hashes = new Map(
    monorepo.packages.map(item => [item.name, item.sourceHash]),
  );
  const bases = new Map(
    monorepo.baseImages.map(item => [item.name, item.sourceHash]),
  );
  return new Map([
    ...monorepo.packages.map(({ name }): [string, string] => [
      `package ${name}`,
      hashClosure(
        graph.closure([{ package: name, extras: [] }], {
          workingTreeOnly: true,
        }),
        hashes,
      ),
    ]),
    ...monorepo.baseImages.map(
      ({ name, sourceHash, platforms }): [string, string] => [
        `base-image ${name}`,
        JSON.stringify([sourceHash, platforms]),
      ],
    ),
    ...toLambdaReports(monorepo).map((item): [string, string] => [
      `lambda ${item.id}`,
      JSON.stringify([
        item.sourceHash,
        item.platform,
        hashClosure(item.requires, hashes),
        item.baseImage,
        bases.get(item.baseImage ?? ''),
      ]),
    ]),
  ]);
}

const keyOf = ({ kind, id }: Affected) => `${kind} ${id}`;

/** The direct requirements of both sides, as `asker needed`. */
function linksOf({ before, after }: Comparison): Set<string> {
  return new Set(
    [before, after].flatMap(({ packages, baseImages, lambdas }) => [
      ...packages.flatMap(item =>
        item.requirements
          .filter(({ binding }) => binding === 'working-tree')
          .map(({ name }) => `package ${item.name} package ${name}`),
      ),
      ...baseImages.flatMap(item => [
        ...item.packages.map(
          other => `base-image ${item.name} package ${other.package}`,
        ),
        `base-image ${item.name} base-image ${item.parentBaseImage}`,
      ]),
      ...toLambdaReports({ lambdas, baseImages }).flatMap(item => [
        ...[...item.copies, ...item.installs.map(other => other.package)].map(
          name => `lambda ${item.id} package ${name}`,
        ),
        `lambda ${item.id} base-image ${item.baseImage}`,
      ]),
    ]),
  );
}

describe('any change of any monorepo', () => {
  it('affects exactly what is built of something else, by ways that are there', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async ([before, after]) => {
        const comparison = await compareFiles(before, after);
        const { report } = comparison;
        const [then, now] = [comparison.before, comparison.after].map(
          fingerprints,
        );
        const different = [...new Set([...then.keys(), ...now.keys()])].filter(
          key => then.get(key) !== now.get(key),
        );
        expect(report.affected.map(keyOf).sort()).toEqual(different.sort());

        const links = linksOf(comparison);
        for (const item of report.affected) {
          const key = keyOf(item);
          expect(item.change === 'added').toBe(!then.has(key));
          expect(item.change === 'removed').toBe(!now.has(key));
          const [start, ...steps] = item.path;
          expect(start.kind).toBe('file');
          expect(report.changedFiles).toContain(start.name);
          expect(steps.at(-1)).toMatchObject({
            kind: item.kind,
            name: item.id,
          });
          for (const [index, step] of steps.slice(1).entries()) {
            const needed = steps[index];
            expect(links).toContain(
              `${step.kind} ${step.name} ${needed.kind} ${needed.name}`,
            );
          }
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('affects the same when it is undone', async () => {
    const opposite = {
      added: 'removed',
      removed: 'added',
      changed: 'changed',
      reached: 'reached',
    };
    await fc.assert(
      fc.asyncProperty(changes, async ([before, after]) => {
        const { report: done } = await compareFiles(before, after);
        const { report: undone } = await compareFiles(after, before);
        expect(undone.changedFiles).toEqual(done.changedFiles);
        expect(undone.affected).toEqual(
          done.affected.map(item => ({
            ...item,
            change: opposite[item.change],
          })),
        );
      }),
      { numRuns: 50 },
    );
  }, 120_000);
});

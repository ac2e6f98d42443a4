import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Requirement } from '@base-images/backstage-plugin-base-images-common';
import fc from 'fast-check';
import { expandWord } from '../docker/expandWord';
import { parseDockerfile } from '../docker/parseDockerfile';
import { readAssignments } from '../docker/readAssignments';
import { BaseDockerfileInputs } from './BaseDockerfileInputs';
import { toSpecifier } from './thirdPartyTargets';
import { writeBaseDockerfile } from './writeBaseDockerfile';

/** Pieces with which people have broken out of quotes, arguments and comments, and those that end lines. */
const PIECES = [
  ...'\'"`$\\#;&|<>(){}[]*?!~=@ ,:/',
  ...['é', '日本', '$(id)', '${HOME}', '`id`', '<<EOF', ' \\', '# syntax=x'],
  ...['# escape=`', '--from=x', '../', 'RUN true', '"]', '%s', 'a', 'b-c'],
  ' && false && ',
];
const BREAKS = [
  '\n',
  '\r',
  '\t',
  '\0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\\\n',
  '\nUSER root\n',
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.constantFrom(...BREAKS) },
    ),
    { maxLength: 6 },
  )
  .map(parts => parts.join(''));
const values = fc.dictionary(
  fc.constantFrom('A', 'B_1', 'PATH', 'x'),
  hostile,
  { maxKeys: 3 },
);
const SETUP = ['ARG X=1', 'RUN a && \\\n  b', 'COPY a /b'];

const requirement = fc.record({
  specifier: hostile,
  url: fc.option(hostile, { freq: 4 }),
  marker: fc.option(hostile),
  extras: fc.array(hostile, { maxLength: 1 }),
});

const inputs = fc
  .record({
    name: fc.oneof({ weight: 5, arbitrary: fc.constant('base') }, hostile),
    image: fc.oneof(
      { weight: 5, arbitrary: fc.constant('x.example/python:3.12') },
      hostile,
    ),
    onBase: fc.boolean(),
    include: fc.constantFrom('packages' as const, 'dependencies' as const),
    setup: fc.subarray(SETUP),
    env: values,
    args: values,
    urls: fc.array(hostile, { maxLength: 2 }),
    secrets: fc.array(fc.oneof(fc.constantFrom('pip-conf', 'netrc'), hostile), {
      maxLength: 2,
    }),
    path: fc.oneof({ weight: 3, arbitrary: fc.constant('my pkgs/a') }, hostile),
    extras: fc.array(hostile, { maxLength: 2 }),
    requirements: fc.array(requirement, { maxLength: 2 }),
    locked: fc.array(fc.record({ name: hostile, version: hostile }), {
      maxLength: 2,
    }),
    python: fc.constantFrom('3.12', null, "3.12'; id; '"),
  })
  .map(
    ({
      name,
      image,
      onBase,
      include,
      setup,
      env,
      args,
      urls,
      secrets,
      path,
      extras,
      requirements,
      locked,
      python,
    }): BaseDockerfileInputs => ({
      declaration: {
        name,
        file: 'base-images.yaml',
        line: 3,
        from: undefined,
        python: undefined,
        platforms: [],
        packages: [],
        include,
        setup,
        env,
        args,
        constraints:
          locked.length > 0
            ? { path: 'uv.lock', line: 1, column: 1 }
            : undefined,
        requirements: [],
        installer: 'pip',
        index: { url: urls[0], extraUrls: urls.slice(1), secrets },
        maxAge: undefined,
      },
      parent: onBase
        ? { baseImage: { name: 'below', contains: [] } }
        : { image },
      python,
      closure: [{ package: 'a', extras }],
      packages: new Map([
        [
          'a',
          {
            name: 'a',
            path,
            extras: [],
            requirements: requirements.map((item, index): Requirement => ({
              ...item,
              kind: 'main',
              name: `third-${index}`,
              binding: 'registry',
              file: 'pyproject.toml',
              line: 1,
            })),
          },
        ],
      ]),
      tree: { files: new Map() },
      requirementsFiles: new Map(),
      locks: new Map([
        [
          'uv.lock',
          {
            distributions: locked.map(item => ({
              ...item,
              identity: '',
              source: { type: 'registry' as const },
              markers: [],
              dependencies: [],
              extras: new Map(),
            })),
          },
        ],
      ]),
    }),
  );

/** What a shell passes to the installer, and writes as constraints. */
function runInShell(
  script: string,
  folder: string,
): { install: string[]; constraints: string } {
  const file = join(folder, 'constraints');
  const log = join(folder, 'log');
  writeFileSync(file, '');
  writeFileSync(log, '');
  const functions = ['cd', 'cp', 'rm']
    .map(name => `${name}() { :; }`)
    .join('\n');
  execFileSync(
    'sh',
    [
      '-c',
      `${functions}\npython3() { case "$3" in install) for word; do printf '%s\\0' "$word" >> ${log}; done;; esac; }\n${script.replaceAll('/tmp/constraints.txt', file)}`,
    ],
    { stdio: 'pipe' },
  );
  return {
    install: readFileSync(log, 'utf8').split('\0').slice(0, -1),
    constraints: readFileSync(file, 'utf8'),
  };
}

describe('hostile names, paths and values', () => {
  const folder = mkdtempSync(join(tmpdir(), 'base-dockerfile-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('become no instruction, no directive, no word of a command and no other value', () => {
    fc.assert(
      fc.property(inputs, given => {
        const result = writeBaseDockerfile(given);
        if ('refused' in result) {
          fc.pre(false);
          return;
        }
        const { declaration, parent, closure, packages } = given;
        const model = parseDockerfile(result.dockerfile);
        const { args, env, setup } = declaration;
        const onBase = parent !== undefined && 'baseImage' in parent;
        const copies = declaration.include === 'packages';
        expect([model.problems, model.directives, model.escape]).toEqual([
          [],
          {},
          '\\',
        ]);
        expect(model.instructions.map(item => item.keyword)).toEqual([
          ...(onBase ? ['ARG'] : []),
          ...(copies ? ['FROM', 'COPY'] : []),
          'FROM',
          ...Object.keys(args).map(() => 'ARG'),
          ...setup.map(step => step.split(' ')[0]),
          'RUN',
          ...Object.keys(env).map(() => 'ENV'),
        ]);
        const { path } = packages.get('a')!;
        const to = path === '.' ? '/src/' : `/src/${path}`;
        expect(copies ? model.stages[0].instructions[0].json : []).toEqual(
          copies ? [path, to] : [],
        );
        expect(copies ? path : '').not.toMatch(/[$*?[\]\\'"`]/);
        const stage = model.stages.at(-1)!;
        expect(stage.image).toBe(
          parent && 'image' in parent ? parent.image : '${BASE_IMAGE_URI}',
        );
        for (const [keyword, expected] of [
          ['ARG', args],
          ['ENV', env],
        ] as const) {
          const own = stage.instructions.filter(
            item => item.keyword === keyword && !setup.includes(item.text),
          );
          const found = own
            .flatMap(item => readAssignments(item, '\\'))
            .map(({ name, value }) => [
              name,
              expandWord(value!, () => undefined, '\\'),
            ]);
          expect(found).toEqual(
            Object.entries(expected)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, value]) => [
                name,
                expect.objectContaining({ value, unset: [] }),
              ]),
          );
        }
        const run = stage.instructions
          .filter(item => item.keyword === 'RUN')
          .at(-1)!;
        expect(run.flags.map(flag => flag.name)).toEqual(
          [...(copies ? [''] : []), ...declaration.index.secrets].map(
            () => 'mount',
          ),
        );
        const { install, constraints } = runInShell(
          run.arguments.value,
          folder,
        );
        const [{ extras }] = closure;
        const target = path === '.' ? '/tmp/src' : `/tmp/src/${path}`;
        const targets = copies
          ? [extras.length > 0 ? `${target}[${extras.join(',')}]` : target]
          : [
              ...new Set(packages.get('a')!.requirements.map(toSpecifier)),
            ].sort();
        const { url, extraUrls } = declaration.index;
        const command = [
          '-m',
          'pip',
          'install',
          '--no-cache-dir',
          '--no-compile',
          '--no-user',
          ...(url === undefined ? [] : ['--index-url', url]),
          ...extraUrls.flatMap(item => ['--extra-index-url', item]),
          ...(constraints === ''
            ? []
            : ['--constraint', join(folder, 'constraints')]),
          ...targets,
        ];
        expect(install).toEqual(targets.length > 0 ? command : []);
      }),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { stringify } from 'smol-toml';
import { requirementTexts } from './requirementTexts';

const anything = fc.oneof(
  fc.constantFrom<unknown>('', 'a', '*', '../..', 0, -1.5, true, [], {}),
  fc.array(fc.constantFrom<unknown>('a', 1, [[]], { a: {} }), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'name', '__proto__'), fc.string(), {
    maxKeys: 3,
  }),
  fc.date({ noInvalidDate: true }),
);
const texts = fc.string({ maxLength: 12 });
const lists = fc.array(requirementTexts, { maxLength: 4 });
const listsByName = fc.dictionary(fc.constantFrom('x', 'full', 'X.y'), lists, {
  maxKeys: 3,
});
const poetryEntry = fc.oneof(
  fc.constantFrom<unknown>('*', '^1.2', '~1', '>=1,<2 || 3', '==1.*'),
  fc.record(
    {
      version: fc.constantFrom('*', '^1', ''),
      path: fc.constantFrom('../b', '..', '/etc', '../../../..', ''),
      git: texts,
      optional: fc.boolean(),
      extras: fc.array(fc.constantFrom('x', 'full')),
      markers: texts,
      python: fc.constantFrom('^3.8', '<3', 'x'),
    },
    { requiredKeys: [] },
  ),
);
const poetryTable = fc.dictionary(
  fc.constantFrom('python', 'b', 'C', 'boto3'),
  fc.oneof(poetryEntry, fc.array(poetryEntry, { maxLength: 3 })),
  { maxKeys: 4 },
);
const uvSource = fc.record(
  {
    workspace: fc.constantFrom<unknown>(true, false, 'x'),
    path: fc.constantFrom('../b', '..', '/', '../../..'),
    git: texts,
    index: texts,
    marker: fc.constantFrom("sys_platform == 'linux'", '('),
    extra: texts,
    group: texts,
  },
  { requiredKeys: [] },
);

/** Values of the right shape by the key that they stand at. */
const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  'project.name': fc.oneof(fc.constantFrom('a', 'A_b.c', '-'), texts),
  'project.version': texts,
  'project.dependencies': lists,
  'project.optional-dependencies': listsByName,
  'project.dynamic': fc.array(
    fc.constantFrom('dependencies', 'optional-dependencies', 'version', 'name'),
  ),
  'project.classifiers': fc.array(texts, { maxLength: 3 }),
  'project.requires-python': fc.oneof(fc.constantFrom('>=3.8', '<3,'), texts),
  'build-system.requires': lists,
  'build-system.build-backend': fc.constantFrom(
    'setuptools.build_meta',
    'hatchling.build',
    'poetry.core.masonry.api',
    'flit_core.buildapi',
    'pdm.backend',
    '',
  ),
  'dependency-groups': fc.dictionary(
    fc.constantFrom('dev', 'test', 'Dev'),
    fc.array(
      fc.oneof(
        requirementTexts,
        fc.record({ 'include-group': fc.constantFrom('dev', 'TEST', 'x') }),
      ),
      { maxLength: 4 },
    ),
    { maxKeys: 3 },
  ),
  'tool.poetry.name': texts,
  'tool.poetry.dependencies': poetryTable,
  'tool.poetry.group.dev.dependencies': poetryTable,
  'tool.poetry.extras': listsByName,
  'tool.poetry.packages': fc.array(
    fc.record({ include: texts, from: texts }, { requiredKeys: [] }),
    { maxLength: 2 },
  ),
  'tool.uv.sources': fc.dictionary(
    fc.constantFrom('b', 'C', 'x'),
    fc.oneof(uvSource, fc.array(uvSource, { maxLength: 3 })),
    { maxKeys: 3 },
  ),
  'tool.uv.workspace.members': fc.array(
    fc.constantFrom('*', '../b', '**', '['),
  ),
  'tool.uv.workspace.exclude': fc.array(texts, { maxLength: 2 }),
  'tool.uv.dev-dependencies': lists,
  'tool.setuptools.dynamic.dependencies': fc.oneof(
    fc.constantFrom({ file: ['r.txt'] }, { file: '../../r.txt' }, { attr: '' }),
    anything,
  ),
  'tool.pdm.dev-dependencies': listsByName,
  'tool.hatch.metadata.hooks.requirements_txt.files': fc.array(texts),
  'tool.hatch.envs.default.dependencies': lists,
  'tool.flit.metadata.module': texts,
  'tool.flit.metadata.requires': lists,
};

/** Manifests that are TOML, with tables that mean something, and sometimes with values of another shape. */
export const manifestDocuments: fc.Arbitrary<string> = fc
  .subarray(Object.keys(VALUES), { minLength: 1, maxLength: 8 })
  .chain(keys =>
    fc.tuple(
      ...keys.map(key =>
        fc
          .oneof({ weight: 6, arbitrary: VALUES[key] }, anything)
          .map(value => [key, value] as const),
      ),
    ),
  )
  .map(entries => stringify(nest(entries)));

function nest(entries: readonly (readonly [string, unknown])[]) {
  const root: Record<string, unknown> = {};
  for (const [key, value] of entries) {
    const names = key.split('.');
    let table = root;
    for (const name of names.slice(0, -1)) {
      table[name] ??= {};
      table = table[name] as Record<string, unknown>;
    }
    table[names[names.length - 1]] = value;
  }
  return root;
}

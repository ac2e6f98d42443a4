import fc from 'fast-check';
import { damagedText } from '../__testUtils__/damagedText';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { manifestTexts } from './__testUtils__/manifestTexts';
import { discoverPackages } from './discoverPackages';

describe('discoverPackages on hostile input', () => {
  it('never throws, and every finding stands in a file', async () => {
    const files = fc.record({
      'a/pyproject.toml': damagedText(manifestTexts['pyproject.toml']),
      'a/setup.cfg': damagedText(manifestTexts['setup.cfg']),
      'a/setup.py': damagedText(manifestTexts['setup.py']),
      'a/r.txt': damagedText(manifestTexts['r.txt']),
      'b/setup.cfg': damagedText(manifestTexts['setup.cfg']),
      'c/setup.py': damagedText(manifestTexts['setup.py']),
    });
    await fc.assert(
      fc.asyncProperty(files, async content => {
        const { packages, diagnostics } = await discoverPackages(
          InMemorySourceTree.of(content),
        );
        for (const { file, line } of [
          ...diagnostics,
          ...packages.flatMap(({ requirements }) => requirements),
        ]) {
          const lines = content[file as keyof typeof content].split(/\r\n?|\n/);
          expect(line ?? 1).toBeGreaterThanOrEqual(1);
          expect(line ?? 1).toBeLessThanOrEqual(lines.length);
        }
        expect(JSON.parse(JSON.stringify(packages))).toEqual(packages);
      }),
      { numRuns: 100 },
    );
  });

  const project = '[project]\nname = "a"\n';
  it.each([
    ['deep arrays', `${project}x = ${'['.repeat(200_000)}`],
    [
      'closed deep arrays',
      `${project}x = ${'['.repeat(900)}${']'.repeat(900)}`,
    ],
    ['deep tables', `${project}[${'a.'.repeat(100_000)}a]\n`],
    ['many tables', `${project}${'[[a.b]]\n'.repeat(50_000)}`],
    [
      'long keys',
      `${project}${'k'.repeat(500_000)} = [${'1,'.repeat(100_000)}]\n`,
    ],
    ['many comments', project + '# x\n'.repeat(300_000)],
    ['an open string', `${project}x = "${'a'.repeat(1_000_000)}`],
    ['many backslashes', `${project}x = "${'\\\\'.repeat(500_000)}"\n`],
    [
      'many wrong requirements',
      `${project}dependencies = [${'"a b",'.repeat(50_000)}]\n`,
    ],
    [
      'many good requirements',
      `${project}dependencies = [${'"a[x]>=1",\n'.repeat(50_000)}]\n`,
    ],
    [
      'a chain of groups',
      `${project}[dependency-groups]\n${Array.from({ length: 5000 }, (_, index) => `g${index} = ["x${index}", { include-group = "g${index + 1}" }]`).join('\n')}\n`,
    ],
    [
      'a group that includes many',
      `${project}[dependency-groups]\nall = [${'{ include-group = "one" },'.repeat(20_000)}]\none = ["x"]\n`,
    ],
    [
      'globs that match slowly',
      `${project}[tool.uv.workspace]\nmembers = [${`"${'*a'.repeat(50)}/${'**/*/'.repeat(50)}",`.repeat(200)}]\n`,
    ],
  ])('comes to an end with %s', async (_, text) => {
    const { packages } = await discoverPackages(
      InMemorySourceTree.of({
        'pyproject.toml': text,
        [`${'a/'.repeat(100)}pyproject.toml`]: '[project]\nname = "deep"\n',
      }),
    );
    expect(packages.map(({ name }) => name)).toContain('deep');
  });

  it.each([
    ['nested lists', `setup(name="a", install_requires=${'['.repeat(50_000)}`],
    ['sums', `setup(name="a", install_requires=[]${' + []'.repeat(50_000)})`],
    [
      'variables that double',
      `${Array.from({ length: 40 }, (_, index) => `v${index + 1} = v${index} + v${index}`).join('\n')}\nv0 = ["x"]\nsetup(name="a", install_requires=v40)`,
    ],
    ['calls', 'setup('.repeat(50_000)],
    ['commas', `setup(name="a", x=${','.repeat(99_000)}`],
    ['more commas', `setup(name="a", x=${','.repeat(5_000_000)}`],
  ])('comes to an end with a setup.py with %s', async (_, text) => {
    const { packages, diagnostics } = await discoverPackages(
      InMemorySourceTree.of({ 'setup.py': text }),
    );
    expect([...packages, ...diagnostics]).not.toEqual([]);
  });

  it('reads thousands of manifests and finds all of them', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `libs/p${index}/pyproject.toml`,
        `[project]\nname = "p${index}"\nversion = "1"\ndependencies = [\n${Array.from({ length: 8 }, (__, other) => `  "p${(index * 7 + other) % 3000}>=1",\n`).join('')}]\n[project.optional-dependencies]\nx = ["boto3>=1"]\n`,
      ]),
    );
    const tree = InMemorySourceTree.of(files);
    const { packages } = await discoverPackages(tree);
    expect(packages).toHaveLength(3000);
  });
});

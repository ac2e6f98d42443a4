import { Requirement } from '@base-images/backstage-plugin-base-images-common';
import fc from 'fast-check';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { parseRequirement } from '../python/parseRequirement';
import { buildGraph } from './buildGraph';
import { cycleDiagnostics } from './cycleDiagnostics';
import { findCycles } from './findCycles';
import { PackageGraph, PackageNode } from './PackageGraph';
import { topologicalOrder } from './topologicalOrder';

/** A package from requirements by kind; those that begin with `!` are pinned. */
function node(
  name: string,
  main: string[] = [],
  extras: Record<string, string[]> = {},
  groups: Record<string, string[]> = {},
): PackageNode {
  const kinds: [Requirement['kind'], string[]][] = [
    ['main', main],
    ...Object.entries(extras).map(
      ([extra, texts]): [Requirement['kind'], string[]] => [
        `extra:${extra}`,
        texts,
      ],
    ),
    ...Object.entries(groups).map(
      ([group, texts]): [Requirement['kind'], string[]] => [
        `group:${group}`,
        texts,
      ],
    ),
  ];
  return {
    name,
    extras: Object.keys(extras),
    requirements: kinds.flatMap(([kind, texts]) =>
      texts.map((text, index): Requirement => {
        const parse = parseRequirement(text.replace(/^!/, ''));
        if (!parse.ok) {
          throw new Error(parse.message);
        }
        return {
          ...parse.requirement,
          kind,
          url: null,
          marker: parse.requirement.marker?.text ?? null,
          binding: text.startsWith('!') ? 'pinned' : 'working-tree',
          file: `${name}/pyproject.toml`,
          line: index + 1,
        };
      }),
    ),
  };
}

/** A closure of roots such as `a[x]`, written the same way. */
function closure(
  packages: PackageNode[],
  roots: string[],
  options?: Parameters<ReturnType<typeof buildGraph>['closure']>[1],
): string {
  return buildGraph(packages)
    .closure(
      roots.map(root => {
        const parse = parseRequirement(root);
        return {
          package: parse.ok ? parse.requirement.name : '',
          extras: parse.ok ? parse.requirement.extras : [],
        };
      }),
      options,
    )
    .map(({ package: name, extras }) =>
      extras.length > 0 ? `${name}[${extras.join(',')}]` : name,
    )
    .join(' ');
}

const lattice = [
  node('d'),
  node('c', ['d', 'boto3']),
  node('b', ['d'], { x: ['c[y]'], all: ['b[x,y]'], y: [] }),
  node('a', ['b[x]', '!c']),
  node('loner', [], { z: ['a'] }),
];

describe('closure', () => {
  it.each([
    [['d'], 'd'],
    [['c'], 'c d'],
    [['b'], 'b d'],
    [['b[x]'], 'b[x] c[y] d'],
    [['b[all]'], 'b[all,x,y] c[y] d'],
    [['a'], 'a b[x] c[y] d'],
    [['loner'], 'loner'],
    [['loner[z]', 'd'], 'a b[x] c[y] d loner[z]'],
    [['c', 'b[y]'], 'b[y] c d'],
    [['boto3', 'unknown[q]'], ''],
    [['d[unknown]'], 'd[unknown]'],
    [[], ''],
  ])('of %j is %s', (roots, expected) => {
    expect(closure(lattice, roots)).toBe(expected);
  });

  it('ends on cycles of extras', () => {
    const packages = [
      node('core', [], { all: ['plugin[all]', 'core[cli]'], cli: ['cli'] }),
      node('plugin', ['core'], { all: ['core[all]'] }),
      node('cli', ['core[all]']),
    ];
    expect(closure(packages, ['core[cli]'])).toBe(
      'cli core[all,cli] plugin[all]',
    );
    expect(closure(packages, ['plugin'])).toBe('core plugin');
    expect(findCycles(buildGraph(packages))).toEqual([]);
  });

  it('leaves out what a marker excludes, and keeps what it does not decide', () => {
    const packages = [
      node('a', [
        "b ; sys_platform == 'win32'",
        "c ; python_version < '3.12'",
        "d ; platform_machine == 'aarch64'",
        "e ; extra == 'x'",
        "f ; python_full_version > '3.12.5'",
      ]),
      ...['b', 'c', 'd', 'e', 'f'].map(name => node(name)),
    ];
    const on = (platform: string | null, python: string | null) => ({
      environment: lambdaMarkerEnvironment(platform, python),
    });
    expect(closure(packages, ['a'])).toBe('a b c d f');
    expect(closure(packages, ['a'], on('linux/arm64', '3.12'))).toBe('a d f');
    expect(closure(packages, ['a'], on('linux/amd64', '3.11'))).toBe('a c');
    expect(closure(packages, ['a'], on(null, null))).toBe('a c d f');
    expect(closure(packages, ['a[x]'], on('linux/amd64', '3.13'))).toBe(
      'a[x] e f',
    );
  });

  it('follows groups of the roots alone, without their packages when that is asked for', () => {
    const graph = buildGraph([
      node('a', ['b'], {}, { dev: ['c[x]', "d ; sys_platform == 'win32'"] }),
      node('b', [], {}, { dev: ['d'] }),
      node('c', [], { x: ['e'] }, { dev: ['d'] }),
      node('d'),
      node('e'),
    ]);
    const names = (...groups: string[]) =>
      graph
        .closure([{ package: 'a', extras: [], groups }])
        .map(item => item.package);
    expect(names()).toEqual(['a', 'b']);
    expect(names('other')).toEqual(['a', 'b']);
    expect(names('dev')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(
      graph.closure(
        [{ package: 'a', extras: [], groups: ['dev'], onlyGroups: true }],
        { environment: lambdaMarkerEnvironment('linux/arm64', '3.12') },
      ),
    ).toEqual([
      { package: 'c', extras: ['x'] },
      { package: 'e', extras: [] },
    ]);
  });

  it('follows only the working tree when that is asked for', () => {
    expect(closure(lattice, ['a'], { workingTreeOnly: true })).toBe(
      'a b[x] c[y] d',
    );
    const pinned = [node('a', ['!b']), node('b', ['c']), node('c')];
    expect(closure(pinned, ['a'])).toBe('a b c');
    expect(closure(pinned, ['a'], { workingTreeOnly: true })).toBe('a');
  });
});

describe('dependencies', () => {
  it('are the internal main requirements, whatever their binding', () => {
    const graph = buildGraph(lattice);
    expect([...graph.packages.keys()]).toEqual(['a', 'b', 'c', 'd', 'loner']);
    expect(graph.dependencies('a')).toEqual(['b', 'c']);
    expect(graph.dependencies('c')).toEqual(['d']);
    expect(graph.dependencies('loner')).toEqual([]);
    expect(graph.dependencies('boto3')).toEqual([]);
  });
});

describe('topologicalOrder, findCycles and cycleDiagnostics', () => {
  it.each([
    ['nothing', [], [], []],
    ['no edges', [node('b'), node('a')], ['a', 'b'], []],
    [
      'the smallest among the ready',
      [node('z'), node('a', ['z']), node('b')],
      ['b', 'z', 'a'],
      [],
    ],
    ['a loop', [node('b', ['b']), node('a')], ['a', 'b'], [['b']]],
    [
      'a cycle in between',
      [
        node('top', ['m1']),
        node('m1', ['m2']),
        node('m2', ['m1', 'x']),
        node('x'),
        node('n'),
      ],
      ['n', 'x', 'm1', 'm2', 'top'],
      [['m1', 'm2']],
    ],
    [
      'members of a cycle adjacent',
      [node('a', ['z']), node('z', ['a']), node('m'), node('b', ['m'])],
      ['a', 'z', 'm', 'b'],
      [['a', 'z']],
    ],
  ])('with %s', (_, packages, order, cycles) => {
    const graph = buildGraph(packages);
    expect(topologicalOrder(graph)).toEqual(order);
    expect(findCycles(graph)).toEqual(cycles);
  });

  it('reports a cycle at the requirement that closes it', () => {
    const graph = buildGraph([
      node('a', ['boto3', 'b']),
      node('b', ['c', 'a[x]'], { x: ['d'] }),
      node('c', ['b']),
      node('d', ['d'], { x: ['a'] }),
    ]);
    expect(
      cycleDiagnostics(graph).map(({ code, severity, file, line, message }) => [
        code,
        severity,
        file,
        line,
        message,
      ]),
    ).toEqual([
      [
        'cycle',
        'error',
        'b/pyproject.toml',
        2,
        'The packages require each other: a → b → a.',
      ],
      [
        'cycle',
        'error',
        'd/pyproject.toml',
        1,
        'The packages require each other: d → d.',
      ],
    ]);
  });

  it('orders any graph so that only cycles are out of order', () => {
    const graphs = fc
      .integer({ min: 0, max: 12 })
      .chain(size =>
        fc.array(
          fc.array(fc.nat({ max: Math.max(0, size - 1) }), { maxLength: 4 }),
          { minLength: size, maxLength: size },
        ),
      );
    const name = (number: number) => `p${String(number).padStart(2, '0')}`;
    fc.assert(
      fc.property(graphs, edges => {
        const graph = buildGraph(
          edges.map((targets, index) => node(name(index), targets.map(name))),
        );
        const reaches = (from: string) =>
          new Set(
            graph
              .dependencies(from)
              .flatMap(target =>
                graph
                  .closure([{ package: target, extras: [] }])
                  .map(member => member.package),
              ),
          );
        const reachable = new Map(
          [...graph.packages.keys()].map(from => [from, reaches(from)]),
        );
        const order = topologicalOrder(graph);
        expect([...order].sort()).toEqual([...graph.packages.keys()]);
        order.forEach((from, index) =>
          order
            .slice(index + 1)
            .filter(later => reachable.get(from)?.has(later))
            .forEach(later =>
              expect(reachable.get(later)?.has(from)).toBe(true),
            ),
        );
        const inCycles = findCycles(graph).flat();
        expect(inCycles.sort()).toEqual(
          order.filter(member => reachable.get(member)?.has(member)).sort(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('takes 10,000 packages in a chain, a star and one cycle', () => {
    const size = 10_000;
    const name = (number: number) => `p${String(number).padStart(5, '0')}`;
    const numbers = Array.from({ length: size }, (_, number) => number);
    const chain = numbers.map(number =>
      node(name(number), number > 0 ? [name(number - 1)] : []),
    );
    const star = numbers.map(number =>
      node(name(number), number > 0 ? [name(0)] : []),
    );
    const cycle = numbers.map(number =>
      node(name(number), [name((number + 1) % size)]),
    );
    for (const packages of [chain, star]) {
      const graph = buildGraph(packages);
      expect(topologicalOrder(graph)).toEqual(numbers.map(name));
      expect(findCycles(graph)).toEqual([]);
    }
    const graph = buildGraph(cycle);
    expect(findCycles(graph)).toEqual([numbers.map(name)]);
    expect(graph.closure([{ package: name(5), extras: [] }])).toHaveLength(
      size,
    );
    expect(cycleDiagnostics(graph)).toHaveLength(1);
  });

  const a = node('a', ['b', 'c'], { x: ['d'] });
  const c = node('c', ['d; extra == "y"'], {}, { dev: ['a'] });
  const d = node('d', ['a']);
  it.each<[string, PackageNode[]]>([
    ['a package requires another one', [a, node('b', ['d']), c, d]],
    ['a package is gone', [a, c, d]],
    ['a package comes before the others', [node('0', ['c[y]']), a, c, d]],
    ['a package has another name', [a, node('e', ['a']), c, d]],
  ])('gives the same answers from an earlier graph when %s', (_, packages) => {
    const earlier = buildGraph([a, node('b'), c, d]);
    const answers = (graph: PackageGraph<PackageNode>) =>
      packages.map(({ name }) => [
        graph.packages.get(name),
        graph.dependencies(name),
        graph.closure([{ package: name, extras: ['x', 'y'], groups: ['dev'] }]),
      ]);
    expect(answers(buildGraph(packages, earlier))).toEqual(
      answers(buildGraph(packages)),
    );
  });
});

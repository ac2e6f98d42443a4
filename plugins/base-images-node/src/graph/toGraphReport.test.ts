import {
  Monorepo,
  Package,
} from '@base-images/backstage-plugin-base-images-common';
import { discoverPackages } from '../python/discoverPackages';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { toDot } from './toDot';
import { toGraphReport } from './toGraphReport';
import { toMermaid } from './toMermaid';

async function report(files: Record<string, string>) {
  const { packages } = await discoverPackages(InMemorySourceTree.of(files));
  const monorepo: Monorepo = {
    revision: 'abc',
    treeHash: '',
    packages: packages.map((entry): Package => ({
      ...entry,
      owners: [],
      sourceHash: `hash of ${entry.name}`,
    })),
    lambdas: [],
    baseImages: [],
    diagnostics: [],
  };
  return toGraphReport(monorepo);
}

const files = {
  'agent/pyproject.toml':
    '[project]\nname = "Receipt_Agent"\nversion = "1"\ndependencies = ["receipt-label[full]", "boto3"]\n',
  'label/pyproject.toml':
    '[project]\nname = "receipt-label"\ndynamic = ["version"]\ndependencies = ["receipt_dynamo"]\n[project.optional-dependencies]\nfull = ["receipt-chroma", "receipt-label[lite]"]\nlite = ["numpy"]\n[dependency-groups]\ndev = ["receipt-agent", "pytest"]\n',
  'chroma/pyproject.toml':
    '[project]\nname = "receipt-chroma"\nversion = "2"\n',
  'dynamo/pyproject.toml':
    '[project]\nname = "receipt-dynamo"\nversion = "3"\n',
};

describe('toGraphReport', () => {
  it('gives direct and transitive dependencies, dependents, extras and order', async () => {
    expect(await report(files)).toEqual({
      revision: 'abc',
      packages: [
        {
          name: 'receipt-agent',
          declaredName: 'Receipt_Agent',
          path: 'agent',
          manifest: 'agent/pyproject.toml',
          version: '1',
          dependencies: ['receipt-label'],
          transitiveDependencies: [
            'receipt-chroma',
            'receipt-dynamo',
            'receipt-label',
          ],
          dependents: [],
          extras: {},
          sourceHash: 'hash of receipt-agent',
        },
        {
          name: 'receipt-chroma',
          declaredName: 'receipt-chroma',
          path: 'chroma',
          manifest: 'chroma/pyproject.toml',
          version: '2',
          dependencies: [],
          transitiveDependencies: [],
          dependents: [],
          extras: {},
          sourceHash: 'hash of receipt-chroma',
        },
        {
          name: 'receipt-dynamo',
          declaredName: 'receipt-dynamo',
          path: 'dynamo',
          manifest: 'dynamo/pyproject.toml',
          version: '3',
          dependencies: [],
          transitiveDependencies: [],
          dependents: ['receipt-label'],
          extras: {},
          sourceHash: 'hash of receipt-dynamo',
        },
        {
          name: 'receipt-label',
          declaredName: 'receipt-label',
          path: 'label',
          manifest: 'label/pyproject.toml',
          version: null,
          dependencies: ['receipt-dynamo'],
          transitiveDependencies: ['receipt-dynamo'],
          dependents: ['receipt-agent'],
          extras: { full: ['receipt-chroma', 'receipt-label'], lite: [] },
          sourceHash: 'hash of receipt-label',
        },
      ],
      topologicalOrder: [
        'receipt-chroma',
        'receipt-dynamo',
        'receipt-label',
        'receipt-agent',
      ],
      cycles: [],
      otherCycles: {
        extra: [],
        group: [['receipt-agent', 'receipt-label']],
        build: [],
      },
      diagnostics: [],
    });
  });

  it('tells cycles by the kind of requirement that makes them', async () => {
    const { cycles, otherCycles } = await report({
      'a/pyproject.toml': '[project]\nname = "a"\ndependencies = ["b"]\n',
      'b/pyproject.toml':
        '[project]\nname = "b"\ndependencies = ["a"]\n[project.optional-dependencies]\nall = ["b[x]", "c"]\nx = []\n',
      'c/pyproject.toml':
        '[project]\nname = "c"\ndependencies = ["a"]\n[build-system]\nrequires = ["d", "hatchling"]\n',
      'd/pyproject.toml':
        '[project]\nname = "d"\ndependencies = ["c"]\n[dependency-groups]\ndev = ["e", "d"]\n',
      'e/pyproject.toml': '[project]\nname = "e"\ndependencies = ["d"]\n',
    });
    expect(cycles).toEqual([['a', 'b']]);
    expect(otherCycles).toEqual({
      extra: [['a', 'b', 'c']],
      group: [['d', 'e']],
      build: [['c', 'd']],
    });
  });

  it('does not list a package among its own transitive dependencies', async () => {
    const { packages, cycles } = await report({
      'a/pyproject.toml': '[project]\nname = "a"\ndependencies = ["b"]\n',
      'b/pyproject.toml': '[project]\nname = "b"\ndependencies = ["a"]\n',
    });
    expect(packages.map(entry => entry.transitiveDependencies)).toEqual([
      ['b'],
      ['a'],
    ]);
    expect(cycles).toEqual([['a', 'b']]);
  });
});

describe('toDot', () => {
  it('draws main requirements solid and extras dashed', async () => {
    expect(toDot(await report(files))).toBe(`digraph packages {
  rankdir=LR;
  node [shape=box];
  "receipt-agent";
  "receipt-chroma";
  "receipt-dynamo";
  "receipt-label";
  "receipt-agent" -> "receipt-label";
  "receipt-label" -> "receipt-dynamo";
  "receipt-label" -> "receipt-chroma" [style=dashed, label="full"];
  "receipt-label" -> "receipt-label" [style=dashed, label="full"];
}
`);
  });

  it('escapes names', async () => {
    const [entry] = (await report(files)).packages;
    const text = toDot({
      revision: null,
      otherCycles: { extra: [], group: [], build: [] },
      packages: [{ ...entry, name: 'a"\\\nb', dependencies: [] }],
      topologicalOrder: [],
      cycles: [],
      diagnostics: [],
    });
    expect(text).toContain('  "a\\"\\\\ b";\n');
  });
});

describe('toMermaid', () => {
  it('draws main requirements solid and extras dashed', async () => {
    expect(toMermaid(await report(files))).toBe(`flowchart LR
  n0["receipt-agent"]
  n1["receipt-chroma"]
  n2["receipt-dynamo"]
  n3["receipt-label"]
  n0 --> n3
  n3 --> n2
  n3 -.->|"full"| n1
  n3 -.->|"full"| n3
`);
  });

  it('escapes names', async () => {
    const [entry] = (await report(files)).packages;
    const text = toMermaid({
      revision: null,
      otherCycles: { extra: [], group: [], build: [] },
      packages: [{ ...entry, name: 'end"]<b>', dependencies: [] }],
      topologicalOrder: [],
      cycles: [],
      diagnostics: [],
    });
    expect(text).toContain('n0["end#34;]#60;b#62;"]\n');
  });
});

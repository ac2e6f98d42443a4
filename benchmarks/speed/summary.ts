import { formatTable } from '../text/formatTable';
import { Clock, Measurements } from './Measurements';

export interface MeasuredTree {
  packages: number;
  files: number;
}

/** The key under which the measurements of a tree are kept. */
export function keyOf(tree: MeasuredTree, name: string): string {
  return `${tree.packages} ${name}`;
}

/** Medians in milliseconds, one row for each tree. */
export function mediansTable(
  trees: readonly MeasuredTree[],
  names: readonly string[],
  measured: Measurements,
  clock: Clock,
): string {
  return table(trees, names, key =>
    Math.round(measured.median(key, clock) ?? 0),
  );
}

/** Largest resident sets in 10⁶ bytes, one row for each tree. */
export function memoryTable(
  trees: readonly MeasuredTree[],
  names: readonly string[],
  measured: Measurements,
): string {
  return table(trees, names, key => measured.peakMegabytes(key) ?? 0);
}

function table(
  trees: readonly MeasuredTree[],
  names: readonly string[],
  value: (key: string) => number,
): string {
  return formatTable([
    ['packages', 'files', ...names],
    ...trees.map(tree => [
      tree.packages,
      tree.files,
      ...names.map(name => value(keyOf(tree, name))),
    ]),
  ]);
}

/** What the medians mean: ratios of one run, each beside what it should be. */
export function ratioLines(
  trees: readonly MeasuredTree[],
  peers: readonly string[],
  measured: Measurements,
  clock: Clock,
): string[] {
  const lines: string[] = [];
  const median = (tree: MeasuredTree, name: string) =>
    measured.median(keyOf(tree, name), clock) ?? NaN;
  trees.forEach((tree, index) => {
    const scan = median(tree, 'scan');
    const at = `${tree.packages} packages:`;
    const add = (name: string, value: number, target = '') => {
      if (!Number.isNaN(value)) {
        lines.push(`${at} ${name} = ${value.toFixed(2)}${target}`);
      }
    };
    add('scan / floor', scan / median(tree, 'floor'), ' (at most 4)');
    for (const edit of ['manifest edit', 'source edit']) {
      add(`scan / ${edit}`, scan / median(tree, edit), ' (at least 20)');
      add(
        'the same without the listing',
        median(tree, 'scan of listed') / median(tree, `${edit} of listed`),
      );
    }
    const smaller = trees[index - 1];
    if (smaller) {
      const growth = tree.files / smaller.files;
      add(
        'growth of the scan / growth of the tree',
        scan / median(smaller, 'scan') / growth,
        ' (at most 1.3)',
      );
    }
    for (const peer of peers) {
      add(`${peer} / scan`, median(tree, peer) / scan);
    }
  });
  return lines;
}

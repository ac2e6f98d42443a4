import {
  AffectedKind,
  AffectedStep,
} from '@base-images/backstage-plugin-base-images-common';

/** The way that a change takes, from its start. */
export type Path = readonly AffectedStep[];

export function toStep(
  kind: 'file' | AffectedKind,
  name: string,
  extra: string | null = null,
): AffectedStep {
  return { kind, name, extra };
}

/** The shortest path that starts with a file, else the shortest one; of equally short ones that with the smallest names. */
export function shortestPath(paths: Iterable<Path>): Path | undefined {
  let shortest: Path | undefined;
  for (const path of paths) {
    if (!shortest || comparePaths(path, shortest) < 0) {
      shortest = path;
    }
  }
  return shortest;
}

function comparePaths(a: Path, b: Path): number {
  const startsWithFile = [a, b].map(([start]) => start.kind === 'file');
  if (startsWithFile[0] !== startsWithFile[1]) {
    return startsWithFile[0] ? -1 : 1;
  }
  if (a.length !== b.length) {
    return a.length - b.length;
  }
  for (const [index, step] of a.entries()) {
    const difference =
      compareText(step.name, b[index].name) ||
      compareText(step.extra ?? '', b[index].extra ?? '') ||
      compareText(step.kind, b[index].kind);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

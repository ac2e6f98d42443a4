import { normalizeName } from '../python/normalizeName';
import { BaseImageDeclaration } from './BaseImageDeclaration';
import { didYouMean } from './closestName';
import { DeclarationProblems } from './DeclarationProblems';

/** What a base image stands on: another one, an external image, or nothing that can be told. */
export type Parent =
  { baseImage: BaseImageDeclaration } | { image: string } | undefined;

/**
 * Finds out what each base image stands on. A name without registry, tag and digest that no image here has is taken for a
 * mistyped one. Members of a cycle stand on nothing.
 */
export function findParents(
  images: readonly BaseImageDeclaration[],
  problems: DeclarationProblems,
): Map<string, Parent> {
  const byName = new Map(images.map(image => [image.name, image]));
  const parents = new Map<string, Parent>();
  for (const image of images) {
    parents.set(image.name, findParent(image, byName, problems));
  }
  for (const cycle of findParentCycles(images, parents)) {
    const names = cycle.map(image => image.name);
    for (const image of cycle) {
      parents.set(image.name, undefined);
    }
    problems.add(
      cycle[0].from!,
      `The base images stand on each other: ${[...names, names[0]].join(' → ')}.`,
      'Give one of them an external image in from.',
    );
  }
  return parents;
}

function findParent(
  image: BaseImageDeclaration,
  byName: ReadonlyMap<string, BaseImageDeclaration>,
  problems: DeclarationProblems,
): Parent {
  if (!image.from) {
    return undefined;
  }
  const { text } = image.from;
  const baseImage = byName.get(normalizeName(text));
  if (baseImage) {
    return { baseImage };
  }
  if (/[/:@]/.test(text)) {
    return { image: text };
  }
  problems.add(
    image.from,
    `The image ${image.name} stands on ${text}, which is no image of this file.`,
    didYouMean(
      normalizeName(text),
      byName.keys(),
      `For an external image, write its tag: ${text}:TAG.`,
    ),
  );
  return undefined;
}

function findParentCycles(
  images: readonly BaseImageDeclaration[],
  parents: ReadonlyMap<string, Parent>,
): BaseImageDeclaration[][] {
  const cycles: BaseImageDeclaration[][] = [];
  const done = new Set<string>();
  for (const start of images) {
    const path = new Map<string, BaseImageDeclaration>();
    let current: BaseImageDeclaration | undefined = start;
    while (current && !done.has(current.name) && !path.has(current.name)) {
      path.set(current.name, current);
      const parent: Parent = parents.get(current.name);
      current = parent && 'baseImage' in parent ? parent.baseImage : undefined;
    }
    if (current && path.has(current.name)) {
      const members = [...path.values()];
      cycles.push(members.slice(members.indexOf(current)));
    }
    path.forEach((_, name) => done.add(name));
  }
  return cycles;
}

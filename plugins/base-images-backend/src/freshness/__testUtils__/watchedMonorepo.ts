import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  exampleBaseImage,
  exampleLambda,
  exampleMonorepo,
  examplePackage,
} from '../../__testUtils__/exampleMonorepo';

/** Base images of a tree have this many children. */
const CHILDREN = 5;
/** Between hashes of one package after one edit and after another. */
const EDIT = 1_000_000;

/** How much there is to be watched. */
export interface WatchedSize {
  bases: number;
  lambdas: number;
  functions: number;
  /** Packages that every image holds beside its own; none when left out. */
  packages?: number;
}

const hashOf = (index: number) => index.toString(16).padStart(64, '0');

/**
 * A monorepo of base images that stand on each other, each with one package more than its parent, and of Lambdas on them. A Lambda
 * runs as one or several functions.
 *
 * @param changed - a base image whose package was edited.
 * @param edit - how often it was.
 */
export function watchedMonorepo(
  { bases, lambdas, functions, packages = 0 }: WatchedSize,
  changed?: number,
  edit = 1,
): Monorepo {
  const lineages: number[][] = [];
  for (let index = 0; index < bases; index++) {
    const parent = lineages[Math.floor((index - 1) / CHILDREN)] ?? [];
    lineages.push([...parent, index]);
  }
  const shared = Array.from({ length: packages }, (_, index) =>
    examplePackage(`shared-${index}`),
  );
  const packageOf = (index: number) => ({
    package: `package-${index}`,
    extras: [],
  });
  const sourceOf = (lineage: readonly number[]) => ({
    sourceHash: hashOf(
      lineage.includes(changed ?? -1)
        ? lineage.at(-1)! + edit * EDIT
        : lineage.at(-1)!,
    ),
    packages: [
      ...lineage.map(index => packageOf(index).package),
      ...shared.map(({ name }) => name),
    ],
  });
  return {
    ...exampleMonorepo,
    diagnostics: [],
    packages: [
      ...lineages.map((_, index) => ({
        ...examplePackage(packageOf(index).package),
        sourceHash: hashOf(index === changed ? index + edit * EDIT : index),
      })),
      ...shared,
    ],
    baseImages: lineages.map((lineage, index) => {
      const image = exampleBaseImage(`base-${index}`, index + 1);
      const isRoot = lineage.length === 1;
      return {
        ...image,
        parentBaseImage: isRoot ? null : `base-${lineage.at(-2)}`,
        contains: lineage.map(packageOf),
        build: {
          ...image.build,
          ...sourceOf(lineage),
          externalImages: isRoot ? image.build.externalImages : [],
        },
      };
    }),
    lambdas: Array.from({ length: lambdas }, (_, index) => {
      const lambda = exampleLambda(`lambda-${index}`);
      const lineage = lineages[index % bases];
      return {
        ...lambda,
        functions: Array.from(
          { length: Math.ceil((functions - index) / lambdas) },
          (__, copy) => `watched-${index}-${copy}`,
        ),
        build: {
          ...lambda.build,
          withBase: {
            ...lambda.build.original,
            ...sourceOf(lineage),
            externalImages: [],
            leavesOut: [packageOf(index % bases)],
          },
        },
      };
    }),
  };
}

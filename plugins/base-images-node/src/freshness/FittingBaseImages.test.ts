import {
  BaseImage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import fc from 'fast-check';
import { FittingBaseImages, LambdaOnBase } from './FittingBaseImages';

const PACKAGES = ['a', 'b', 'c', 'd'];
const PARENTS = ['python:3.12', 'python:3.13'];

const packages = fc
  .uniqueArray(
    fc.record({
      package: fc.constantFrom(...PACKAGES),
      extras: fc.subarray(['x', 'y']),
    }),
    { selector: item => item.package },
  )
  .map(items => items as PackageWithExtras[]);

const baseImages = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('one', 'two', 'three', 'four', 'five'),
    contains: packages,
    containsDependenciesOf: packages,
    parentImage: fc.constantFrom(...PARENTS),
    platforms: fc.constant<string[]>([]),
    python: fc.constant(null),
  }),
  { selector: image => image.name },
);

const lambdas = fc.record({
  leavesOut: fc.option(packages),
  requires: packages,
  parent: fc.constantFrom(...PARENTS),
});

function holds(held: PackageWithExtras[], needed: PackageWithExtras[]) {
  return needed.every(item =>
    held.some(
      other =>
        other.package === item.package &&
        item.extras.every(extra => other.extras.includes(extra)),
    ),
  );
}

describe('FittingBaseImages', () => {
  it('finds the smallest that holds what is left out, else the dependencies of what is required, as trying all of them does', () => {
    fc.assert(
      fc.property(baseImages, lambdas, (images, lambda) => {
        const { leavesOut, requires, parent } = lambda;
        const size = (image: (typeof images)[number]) =>
          image.contains.length + image.containsDependenciesOf.length;
        const fitting = images.filter(image => {
          // Of a package in both lists the dependencies are all that counts.
          const either = [
            ...image.contains.filter(
              item =>
                !image.containsDependenciesOf.some(
                  other => other.package === item.package,
                ),
            ),
            ...image.containsDependenciesOf,
          ];
          return (
            leavesOut !== null &&
            image.parentImage === parent &&
            (leavesOut.length > 0
              ? holds(image.contains, leavesOut)
              : requires.length > 0 && holds(either, requires))
          );
        });
        const [best] = fitting.sort(
          (a, b) => size(a) - size(b) || (a.name < b.name ? -1 : 1),
        );
        const found = FittingBaseImages.of(images as unknown as BaseImage[]);
        const onBase = {
          build: { withBase: leavesOut && { leavesOut } },
          requires,
          parent,
          python: null,
        } as unknown as LambdaOnBase;
        expect(found.find(onBase, null)?.name).toBe(best?.name);
      }),
      { numRuns: 500 },
    );
  });
});

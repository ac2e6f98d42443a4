import {
  BaseImage,
  PackageWithExtras,
  SnapshotLambda,
  SnapshotPackage,
} from '@base-images/backstage-plugin-base-images-common';
import { MonorepoRefs } from './MonorepoRefs';

function toRefs(
  names: Iterable<string>,
  refs: ReadonlyMap<string, string>,
): string[] {
  const found: string[] = [];
  for (const name of names) {
    const ref = refs.get(name);
    if (ref) {
      found.push(ref);
    }
  }
  return found;
}

function finish(refs: string[], own: string | undefined): string[] {
  return [...new Set(refs)].filter(ref => ref !== own).sort();
}

/** What a package depends on: the internal packages of its main requirements. */
export function packageDependencyRefs(
  item: SnapshotPackage,
  refs: MonorepoRefs,
): string[] {
  return finish(
    toRefs(item.dependencies, refs.packages),
    refs.packages.get(item.name),
  );
}

/**
 * What a Lambda depends on: the base image that fits it best, and the packages that it installs from the working tree.
 *
 * Pinned packages are left out, since a change of them here does not reach the Lambda. Packages that only come with
 * others are left out too: the relation graph shows them one step further.
 */
export function lambdaDependencyRefs(
  lambda: SnapshotLambda,
  refs: MonorepoRefs,
): string[] {
  return finish(
    [
      ...toRefs(lambda.baseImage ? [lambda.baseImage] : [], refs.baseImages),
      ...toRefs(
        lambda.installs.map(install => install.package),
        refs.packages,
      ),
    ],
    refs.lambdas.get(lambda.id),
  );
}

function heldPackages(image: BaseImage): PackageWithExtras[] {
  return [...image.contains, ...image.containsDependenciesOf];
}

/**
 * What a base image depends on: its parent base image, and the packages that it adds to it.
 *
 * The packages are the closed set, not the declared list alone, so that a package's page names every base image that a
 * change of it rebuilds; what the parent holds already, with the same extras, hangs on the parent. A base image of
 * third-party dependencies depends on the packages whose requirements it was made from.
 */
export function baseImageDependencyRefs(
  image: BaseImage,
  parent: BaseImage | undefined,
  refs: MonorepoRefs,
): string[] {
  const inherited = new Map(
    (parent ? heldPackages(parent) : []).map(held => [
      held.package,
      new Set(held.extras),
    ]),
  );
  const added = heldPackages(image).filter(held => {
    const extras = inherited.get(held.package);
    return !extras || held.extras.some(extra => !extras.has(extra));
  });
  return finish(
    [
      ...toRefs(
        image.parentBaseImage ? [image.parentBaseImage] : [],
        refs.baseImages,
      ),
      ...toRefs(
        added.map(held => held.package),
        refs.packages,
      ),
    ],
    refs.baseImages.get(image.name),
  );
}

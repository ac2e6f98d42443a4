import {
  BaseImage,
  Package,
  PackageEntityCoverage,
  PackageHolderLink,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { SnapshotView } from '../snapshot/SnapshotView';
import { byName } from './byName';
import { EntityDescription } from './EntityDescription';
import { LinkTo } from './LinkTo';

/** Which base images hold a package, and which Lambdas need it. */
export function describePackage(
  view: SnapshotView,
  { name }: Package,
  linkTo: LinkTo,
): EntityDescription<PackageEntityCoverage> {
  const { baseImages, lambdas } = view.monorepo;

  function holders(
    contents: (image: BaseImage) => PackageWithExtras[],
  ): PackageHolderLink[] {
    return baseImages.flatMap(image =>
      contents(image)
        .filter(item => item.package === name)
        .map(({ extras }) => ({
          name: image.name,
          entityRef: linkTo('baseImage', image.name),
          extras,
        })),
    );
  }

  return {
    kind: 'package',
    name,
    baseImages: holders(image => image.contains),
    dependencyBaseImages: holders(image => image.containsDependenciesOf),
    lambdas: lambdas
      .flatMap(lambda =>
        lambda.requires
          .filter(item => item.package === name)
          .map(({ extras }) => ({
            name: lambda.name,
            entityRef: linkTo('lambda', lambda.id),
            extras,
            installed: lambda.installs.some(item => item.package === name),
          })),
      )
      .sort(byName),
  };
}

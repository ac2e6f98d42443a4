import {
  BaseImage,
  Lambda,
  Package,
  PackageEntityCoverage,
  PackageHolderLink,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { SnapshotView } from '../snapshot/SnapshotView';
import { byName } from './byName';
import { EntityDescription } from './EntityDescription';
import { LinkTo } from './LinkTo';

/** Which base images hold a package, and which Lambdas need it or have it from one of these. */
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
      .flatMap(lambda => {
        const required = find(lambda.requires, name);
        const base = findProvider(lambda, name, view.builtOn.get(lambda.id));
        return required || base
          ? [
              {
                name: lambda.name,
                entityRef: linkTo('lambda', lambda.id),
                extras: required?.extras ?? [],
                required: required !== undefined,
                installed: !base && find(lambda.installs, name) !== undefined,
                baseImage: base
                  ? {
                      name: base.name,
                      entityRef: linkTo('baseImage', base.name),
                    }
                  : null,
              },
            ]
          : [];
      })
      .sort(byName),
  };
}

/** The base image that a Lambda has a package from: not where its image installs the package over it. */
function findProvider(
  { installs, build }: Lambda,
  name: string,
  base: BaseImage | undefined,
): BaseImage | undefined {
  const installsOver =
    find(installs, name) && !find(build.withBase?.leavesOut ?? [], name);
  return base && !installsOver && find(base.contains, name) ? base : undefined;
}

function find(
  items: readonly PackageWithExtras[],
  name: string,
): PackageWithExtras | undefined {
  return items.find(item => item.package === name);
}

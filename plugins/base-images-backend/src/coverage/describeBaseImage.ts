import {
  BaseImage,
  BaseImageEntityCoverage,
} from '@base-images/backstage-plugin-base-images-common';
import { SnapshotView } from '../snapshot/SnapshotView';
import { byName } from './byName';
import { EntityDescription } from './EntityDescription';
import { LinkTo } from './LinkTo';
import { toPackageLink } from './toPackageLink';

/** What a base image holds, and who stands on it. */
export function describeBaseImage(
  view: SnapshotView,
  image: BaseImage,
  linkTo: LinkTo,
): EntityDescription<BaseImageEntityCoverage> {
  const linkToImage = (name: string) => ({
    name,
    entityRef: linkTo('baseImage', name),
  });
  return {
    kind: 'base-image',
    name: image.name,
    include: image.include,
    parentBaseImage:
      image.parentBaseImage === null
        ? null
        : linkToImage(image.parentBaseImage),
    parentImage: image.parentImage,
    python: image.python,
    platforms: image.platforms,
    packages: image.contains.map(item => toPackageLink(item, linkTo)),
    dependenciesOf: image.containsDependenciesOf.map(item =>
      toPackageLink(item, linkTo),
    ),
    lambdas: [...view.coverage.values()]
      .filter(({ baseImage }) => baseImage === image.name)
      .map(({ lambda, name, coverage }) => ({
        name,
        entityRef: linkTo('lambda', lambda),
        coverage,
      }))
      .sort(byName),
    children: view.monorepo.baseImages
      .filter(({ parentBaseImage }) => parentBaseImage === image.name)
      .map(({ name }) => linkToImage(name)),
  };
}

import {
  BaseImage,
  Lambda,
  LambdaEntityCoverage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { coverLambda } from '@base-images/backstage-plugin-base-images-node';
import { SnapshotView } from '../snapshot/SnapshotView';
import { EntityDescription } from './EntityDescription';
import { LinkTo } from './LinkTo';
import { toPackageLink } from './toPackageLink';

/** Coverage of a Lambda by the base image that fits it best. */
export function describeLambda(
  view: SnapshotView,
  lambda: Lambda,
  linkTo: LinkTo,
): EntityDescription<LambdaEntityCoverage> {
  const [best, ...alternatives] = coverLambda(lambda, view.monorepo.baseImages);
  const baseImage = best && view.baseImages.get(best.baseImage);
  const uncovered = best?.uncovered ?? lambda.requires;
  return {
    kind: 'lambda',
    name: lambda.name,
    dockerfile: lambda.dockerfile,
    parent: lambda.parent,
    python: lambda.python,
    platform: lambda.platform,
    confidence: lambda.confidence,
    confidenceLine: lambda.confidenceLine,
    baseImage: baseImage
      ? { name: baseImage.name, entityRef: linkTo('baseImage', baseImage.name) }
      : null,
    coverage: view.coverage.get(lambda.id)?.coverage ?? null,
    covered: (best?.covered ?? []).map(item => toPackageLink(item, linkTo)),
    uncovered: uncovered.map(item => ({
      ...toPackageLink(item, linkTo),
      missingExtras: missingExtras(item, baseImage),
    })),
    missing: lambda.missing.map(item => toPackageLink(item, linkTo)),
    alternatives: alternatives.map(alternative => ({
      name: alternative.baseImage,
      entityRef: linkTo('baseImage', alternative.baseImage),
      coverage: alternative.coverage,
    })),
  };
}

/** What the base image lacks of a package that it holds. */
function missingExtras(
  required: PackageWithExtras,
  baseImage: BaseImage | undefined,
): string[] {
  const held = baseImage?.contains.find(
    item => item.package === required.package,
  );
  return held
    ? required.extras.filter(extra => !held.extras.includes(extra))
    : [];
}

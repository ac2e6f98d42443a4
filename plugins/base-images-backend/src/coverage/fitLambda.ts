import {
  Lambda,
  LambdaBaseImages,
} from '@base-images/backstage-plugin-base-images-common';
import { fitBaseImages } from '@base-images/backstage-plugin-base-images-node';
import { SnapshotView } from '../snapshot/SnapshotView';

/** How every base image of a source fits a Lambda. */
export function fitLambda(
  { sourceId, monorepo }: SnapshotView,
  lambda: Lambda,
): LambdaBaseImages {
  const items = fitBaseImages(lambda, monorepo.baseImages);
  const best = items.find(({ mismatches }) => mismatches.length === 0);
  return {
    sourceId,
    revision: monorepo.revision,
    lambda: lambda.name,
    dockerfile: lambda.dockerfile,
    parent: lambda.parent,
    python: lambda.python,
    platform: lambda.platform,
    required: lambda.requires.length,
    best: best?.baseImage ?? null,
    items,
  };
}

import { EntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { NotFoundError } from '@backstage/errors';
import { FoundModel } from '../catalog/findEntityModel';
import { describeBaseImage } from './describeBaseImage';
import { describeLambda } from './describeLambda';
import { describePackage } from './describePackage';
import { diagnosticsOf } from './diagnosticsOf';
import { LinkTo } from './LinkTo';

/** Coverage as the page of an entity shows it, by what it stands for. */
export function describeEntity(
  { ref, state, view }: FoundModel,
  linkTo: LinkTo,
): EntityCoverage {
  const scan = {
    sourceId: view.sourceId,
    revision: view.monorepo.revision,
    scannedAt: (state.scannedAt ?? view.changedAt).toISOString(),
    scanError: state.error ?? null,
    diagnostics: diagnosticsOf(view, ref),
  };
  const lambda = view.lambdas.get(ref.name);
  if (ref.kind === 'lambda' && lambda) {
    return { ...scan, ...describeLambda(view, lambda, linkTo) };
  }
  const image = view.baseImages.get(ref.name);
  if (ref.kind === 'baseImage' && image) {
    return { ...scan, ...describeBaseImage(view, image, linkTo) };
  }
  const item = view.packages.get(ref.name);
  if (ref.kind === 'package' && item) {
    return { ...scan, ...describePackage(view, item, linkTo) };
  }
  throw new NotFoundError(
    `Source '${view.sourceId}' has no ${ref.kind} '${ref.name}'`,
  );
}

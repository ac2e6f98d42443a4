import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_BASE_IMAGE,
  ANNOTATION_DOCKERFILE,
  ANNOTATION_SOURCE,
} from '@base-images/backstage-plugin-base-images-common';
import {
  baseImageDependencyRefs,
  lambdaDependencyRefs,
  packageDependencyRefs,
} from '../entities/dependencyRefs';
import { EntityPlan, PlannedSource } from '../plan/EntityPlan';
import { EntityClaim, readEntityClaims } from './EntityClaim';
import { matchClaim } from './matchClaim';

/** What the scan of a monorepo adds to an entity that a person wrote. A type alias, since the catalog keeps it as JSON. */
export type Enrichment = {
  /** Full entity refs, sorted. */
  dependsOn: string[];
  annotations: Record<string, string>;
  /** Sources that it was made from. */
  sourceIds: string[];
};

function describe(
  kind: EntityClaim['kind'],
  key: string,
  { id, index, refs }: PlannedSource,
): Pick<Enrichment, 'dependsOn' | 'annotations'> {
  const annotations: Record<string, string> = { [ANNOTATION_SOURCE]: id };
  const item = kind === 'package' ? index.getPackage(key) : undefined;
  if (item) {
    return { dependsOn: packageDependencyRefs(item, refs), annotations };
  }
  const lambda = kind === 'lambda' ? index.getLambda(key) : undefined;
  if (lambda) {
    annotations[ANNOTATION_DOCKERFILE] = lambda.dockerfile;
    if (lambda.baseImage) {
      annotations[ANNOTATION_BASE_IMAGE] = lambda.baseImage;
    }
    return { dependsOn: lambdaDependencyRefs(lambda, refs), annotations };
  }
  const image = kind === 'image' ? index.getBaseImage(key) : undefined;
  if (image) {
    const parent = image.parentBaseImage
      ? index.getBaseImage(image.parentBaseImage)
      : undefined;
    return {
      dependsOn: baseImageDependencyRefs(image, parent, refs),
      annotations,
    };
  }
  return { dependsOn: [], annotations: {} };
}

/**
 * Finds what to add to a hand-written entity.
 *
 * @returns The enrichment, which is empty where the entity stands for nothing that is known; undefined where that cannot be
 * said, because a source that it may mean is not known yet
 */
export function findEnrichment(
  entity: Entity,
  plan: EntityPlan,
): Enrichment | undefined {
  const own = stringifyEntityRef(entity);
  const dependsOn = new Set<string>();
  const sourceIds = new Set<string>();
  let annotations: Record<string, string> = {};

  for (const claim of readEntityClaims(entity)) {
    const match = matchClaim(claim, plan.sources);
    const source =
      match.status === 'matched' ? plan.sources.get(match.sourceId) : undefined;
    if (match.status === 'matched' && source) {
      const found = describe(claim.kind, match.key, source);
      found.dependsOn.forEach(ref => dependsOn.add(ref));
      annotations = { ...found.annotations, ...annotations };
      sourceIds.add(match.sourceId);
    } else if (
      plan.states.some(
        ({ id, snapshot }) => !snapshot && (claim.sourceId ?? id) === id,
      )
    ) {
      return undefined;
    }
  }
  dependsOn.delete(own);
  return {
    dependsOn: [...dependsOn].sort(),
    annotations,
    sourceIds: [...sourceIds].sort(),
  };
}

import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_PACKAGE,
  ANNOTATION_SOURCE,
} from '@base-images/backstage-plugin-base-images-common';

/**
 * What an entity that a person wrote may stand for, with the annotation that says so. A System that names a source stands
 * for the whole monorepo.
 */
export const CLAIM_ANNOTATIONS = {
  package: ANNOTATION_PACKAGE,
  lambda: ANNOTATION_LAMBDA,
  image: ANNOTATION_IMAGE,
  monorepo: ANNOTATION_SOURCE,
} as const;

const PART_KINDS = ['package', 'lambda', 'image'] as const;

/** What an entity that a person wrote says that it stands for. */
export interface EntityClaim {
  entityRef: string;
  kind: keyof typeof CLAIM_ANNOTATIONS;
  /** The annotation's value as written. */
  value: string;
  /** The source, or undefined to mean the only one that has it. */
  sourceId: string | undefined;
  /** The annotations that say where the entity comes from: the catalog writes them. */
  locations: Record<string, string>;
}

const LOCATION_ANNOTATIONS = [ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION];

/** Reads what an entity says that it stands for. */
export function readEntityClaims(entity: Entity): EntityClaim[] {
  const annotations = entity.metadata.annotations ?? {};
  const entityRef = stringifyEntityRef(entity);
  const sourceId = annotations[ANNOTATION_SOURCE] || undefined;
  const locations = Object.fromEntries(
    Object.entries(annotations).filter(([key]) =>
      LOCATION_ANNOTATIONS.includes(key),
    ),
  );
  const claims: EntityClaim[] = [];
  for (const kind of PART_KINDS) {
    const value = annotations[CLAIM_ANNOTATIONS[kind]];
    if (typeof value === 'string' && value.trim()) {
      claims.push({
        entityRef,
        kind,
        value: value.trim(),
        sourceId,
        locations,
      });
    }
  }
  if (sourceId && entity.kind.toLocaleLowerCase('en-US') === 'system') {
    claims.push({
      entityRef,
      kind: 'monorepo',
      value: sourceId,
      sourceId,
      locations,
    });
  }
  return claims;
}

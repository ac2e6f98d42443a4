import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Enrichment } from './findEnrichment';

/** Kinds whose `spec.dependsOn` the catalog turns into relations. */
const KINDS_WITH_DEPENDENCIES = ['component', 'resource'];

function toFullRef(ref: unknown, namespace: string | undefined): unknown {
  if (typeof ref !== 'string') {
    return ref;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultNamespace: namespace }),
    );
  } catch {
    return ref;
  }
}

/**
 * Adds an enrichment to an entity that a person wrote: the union of what it depends on, and annotations that it lacks.
 * Nothing that the person wrote is changed or removed.
 */
export function enrichEntity(entity: Entity, enrichment: Enrichment): Entity {
  const written = entity.spec?.dependsOn;
  // Anything but a list is for the catalog to refuse.
  const mayAdd =
    (written === undefined || Array.isArray(written)) &&
    KINDS_WITH_DEPENDENCIES.includes(entity.kind.toLocaleLowerCase('en-US'));
  const kept = Array.isArray(written) ? written : [];
  const present = new Set(
    kept.map(ref => toFullRef(ref, entity.metadata.namespace)),
  );
  const added = mayAdd
    ? enrichment.dependsOn.filter(ref => !present.has(ref))
    : [];
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...enrichment.annotations,
        ...entity.metadata.annotations,
      },
    },
    ...(added.length > 0 && {
      spec: { ...entity.spec, dependsOn: [...kept, ...added] },
    }),
  };
}

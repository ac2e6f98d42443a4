import {
  Entity,
  entityEnvelopeSchemaValidator,
  entitySchemaValidator,
  makeValidator,
  parseEntityRef,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';

const validateEnvelope = entityEnvelopeSchemaValidator();
const validateEntity = entitySchemaValidator();
const formats = makeValidator();

function checkFormats(entity: Entity): string | undefined {
  const { name, namespace, annotations, tags } = entity.metadata;
  if (!formats.isValidEntityName(name)) {
    return `'${name}' is not a valid entity name`;
  }
  if (namespace !== undefined && !formats.isValidNamespace(namespace)) {
    return `'${namespace}' is not a valid namespace`;
  }
  for (const [key, value] of Object.entries(annotations ?? {})) {
    if (
      !formats.isValidAnnotationKey(key) ||
      !formats.isValidAnnotationValue(value)
    ) {
      return `the annotation ${key} is not valid`;
    }
  }
  const badTag = tags?.find(tag => !formats.isValidTag(tag));
  return badTag === undefined ? undefined : `'${badTag}' is not a valid tag`;
}

function checkSpec(entity: Entity): string | undefined {
  const required = {
    Component: ['type', 'lifecycle', 'owner'],
    Resource: ['type', 'owner'],
    System: ['owner'],
  }[entity.kind];
  for (const field of required ?? []) {
    const value = entity.spec?.[field];
    if (typeof value !== 'string' || !value.trim()) {
      return `spec.${field} is empty`;
    }
  }
  if (typeof entity.spec?.owner === 'string') {
    parseEntityRef(entity.spec.owner, {
      defaultKind: 'Group',
      defaultNamespace: entity.metadata.namespace,
    });
  }
  return undefined;
}

/**
 * Says why the catalog would refuse an entity, or undefined when it would not.
 *
 * @remarks
 *
 * The catalog refuses a whole mutation for one malformed entity, and a whole location for one error, so each entity is
 * checked before.
 */
export function findEntityError(entity: Entity): string | undefined {
  try {
    validateEnvelope(entity);
    validateEntity(entity);
    return checkFormats(entity) ?? checkSpec(entity);
  } catch (error) {
    return toError(error).message;
  }
}

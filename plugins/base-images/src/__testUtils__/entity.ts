import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_PACKAGE,
  ANNOTATION_SOURCE,
  EntityCoverage,
} from '@base-images/backstage-plugin-base-images-common';
import { Entity } from '@backstage/catalog-model';

const ANNOTATIONS = {
  lambda: ANNOTATION_LAMBDA,
  package: ANNOTATION_PACKAGE,
  'base-image': ANNOTATION_IMAGE,
};

const TYPES = {
  lambda: 'lambda',
  package: 'python-package',
  'base-image': 'container-image',
};

/** An entity of the kind, annotated so that the kind's card applies to it. */
export function entityOf(kind: EntityCoverage['kind'], name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'base-image' ? 'Resource' : 'Component',
    metadata: {
      namespace: 'default',
      name,
      annotations: { [ANNOTATIONS[kind]]: name },
    },
    spec: {
      type: TYPES[kind],
      lifecycle: 'production',
      owner: 'group:default/receipts',
    },
  };
}

/** The entity of an image of source `receipts`, by the name or id that the image has there. */
export function imageEntity(
  kind: 'lambda' | 'base-image',
  image: string,
  name: string,
): Entity {
  const entity = entityOf(kind, name);
  entity.metadata.annotations = {
    [ANNOTATIONS[kind]]: image,
    [ANNOTATION_SOURCE]: 'receipts',
  };
  return entity;
}

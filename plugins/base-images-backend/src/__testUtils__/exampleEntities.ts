import { Entity } from '@backstage/catalog-model';

/** An entity with annotations of this project, by their names without prefix. */
export function exampleEntity(
  kind: string,
  name: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [
          `base-images/${key}`,
          value,
        ]),
      ),
    },
    spec: {},
  };
}

/** What the catalog module makes of the example monorepo as source `receipts`. */
export const exampleEntities: Entity[] = [
  exampleEntity('System', 'receipts', { source: 'receipts' }),
  ...['receipt-chroma', 'receipt-dynamo', 'receipt-label'].map(name =>
    exampleEntity('Component', name, { source: 'receipts', package: name }),
  ),
  exampleEntity('Component', 'upload-lambda', {
    source: 'receipts',
    lambda: 'infra/upload/Dockerfile',
  }),
  ...['dynamo', 'label'].map(name =>
    exampleEntity('Resource', name, { source: 'receipts', image: name }),
  ),
];

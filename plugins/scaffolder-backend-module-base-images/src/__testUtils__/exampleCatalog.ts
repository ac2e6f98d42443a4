import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A few entities of the sample monorepo, and one that is from nowhere. */
export function createExampleEntities(): Entity[] {
  const entity = (
    kind: string,
    name: string,
    annotations: Record<string, string>,
  ) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: { 'base-images/source': 'receipts', ...annotations },
    },
  });
  return [
    ...['label', 'upload', 'places'].map(name =>
      entity('Component', `${name}-lambda`, {
        'base-images/lambda': `infra/${name}_lambda/Dockerfile`,
      }),
    ),
    entity('Resource', 'receipt-dynamo-image', {
      'base-images/image': 'receipt-dynamo',
    }),
    entity('System', 'receipts', {}),
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'elsewhere' },
    },
  ];
}

/** A catalog with {@link createExampleEntities}. */
export function createExampleCatalog() {
  return catalogServiceMock({ entities: createExampleEntities() });
}

import { Entity } from '@backstage/catalog-model';
import { createReceiptsSnapshot, createSource } from './fixtures';
import { TestCatalog, waitFor } from './TestCatalog';

/** Entities of the source `receipts` of the fixtures. */
export const RECEIPTS = [
  'component:default/label-lambda',
  'component:default/receipt-dynamo',
  'component:default/receipt-label',
  'resource:default/receipts',
  'system:default/receipts',
];

/** An entity as a person writes it. */
export function createComponent(
  name: string,
  annotations: Record<string, string>,
  spec: Entity['spec'] = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'library', lifecycle: 'production', owner: 'me', ...spec },
  };
}

/** A catalog that has the source `receipts` of the fixtures already. */
export async function startReceipts(): Promise<TestCatalog> {
  const started = await TestCatalog.start({
    content: {
      sources: [createSource('receipts')],
      snapshots: { receipts: createReceiptsSnapshot('receipts') },
    },
  });
  await started.refresh();
  await waitFor(async () => expect(await started.getRefs()).toEqual(RECEIPTS));
  return started;
}

/** The catalog processes each entity about every second. */
export async function expectUnchanged(
  catalog: TestCatalog,
  refs: string[],
): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 2_500));
  expect(await catalog.getRefs()).toEqual(refs);
}

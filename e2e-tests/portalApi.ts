import {
  EntityFreshness,
  FreshnessStatus,
  SourceFreshness,
} from '@base-images/backstage-plugin-base-images-common';

/** Asks the backend of the portal as a guest, where a test waits for what no page shows by itself. */
export async function askPortal<T>(path: string): Promise<T> {
  const { backstageIdentity } = await request<{
    backstageIdentity: { token: string };
  }>('/auth/guest/refresh', { method: 'POST' });
  return await request(path, {
    headers: { Authorization: `Bearer ${backstageIdentity.token}` },
  });
}

/** Names of all entities of the catalog, with their kinds, such as `component:receipt-label`. */
export async function entityNames(): Promise<string[]> {
  const { items } = await askPortal<{
    items: { kind: string; metadata: { name: string } }[];
  }>('/catalog/entities/by-query?limit=500&fields=kind,metadata.name');
  return items.map(
    ({ kind, metadata }) => `${kind.toLowerCase()}:${metadata.name}`,
  );
}

/** How fresh the images of the example are in the environment `demo`. */
export async function freshnessOfExample(): Promise<SourceFreshness> {
  return await askPortal(
    '/base-images/sources/receipts/environments/demo/freshness',
  );
}

/** How fresh the one image of an entity is, such as `resource/default/receipt-label`. */
export async function statusOf(
  entity: string,
): Promise<FreshnessStatus | undefined> {
  const { environments } = await askPortal<EntityFreshness>(
    `/base-images/entities/${entity}/freshness`,
  );
  return environments[0]?.images[0]?.status;
}

/** Titles of what the guest is told. */
export async function notificationTitles(): Promise<string[]> {
  const { notifications } = await askPortal<{
    notifications: { payload: { title: string } }[];
  }>('/notifications');
  return notifications.map(({ payload }) => payload.title);
}

async function request<T>(path: string, options: RequestInit): Promise<T> {
  const response = await fetch(
    `${process.env.PORTAL_BACKEND}/api${path}`,
    options,
  );
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  return await response.json();
}

import { NotificationSendOptions } from '@backstage/plugin-notifications-node';

/** What was told, in short. */
export function tell({ recipients, payload }: NotificationSendOptions): string {
  const { entityRef, excludeEntityRef } = recipients as {
    entityRef: string;
    excludeEntityRef?: string;
  };
  const except = excludeEntityRef ? ` except ${excludeEntityRef}` : '';
  return `${entityRef}${except}: ${payload.title}: ${payload.description}`;
}

/** How many notifications a reader sees: a later one takes the place of the earlier one of its scope. */
export function countScopes(sent: NotificationSendOptions[]): number {
  return new Set(sent.map(({ payload }) => payload.scope)).size;
}

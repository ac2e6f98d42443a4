import { BaseImageFields } from '@base-images/backstage-plugin-base-images-common';

export type { BaseImageFields };

/** Lists of which the order says nothing. */
export const UNORDERED_FIELDS: ReadonlySet<string> = new Set([
  'platforms',
  'packages',
]);

import { EntityCoverageSource } from '@base-images/backstage-plugin-base-images-common';

/** What is particular to one kind of coverage. */
export type EntityDescription<T extends EntityCoverageSource> = Omit<
  T,
  keyof EntityCoverageSource
>;

import { ConfigReader } from '@backstage/config';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { createFileUrls } from '@base-images/backstage-plugin-base-images-common';
import { ExistingEntities } from '../entities/claimRefs';

/** A catalog that has nothing yet. */
export const NOTHING: ExistingEntities = {
  handWritten: {
    packages: new Map(),
    lambdas: new Map(),
    baseImages: new Map(),
    system: undefined,
  },
  taken: new Map(),
};
/** Over the hosts that every portal knows. */
export const fileUrls = createFileUrls(
  ScmIntegrations.fromConfig(new ConfigReader({})),
);

/** Entities by their refs. */
export function byRef(entities: Entity[]): Record<string, Entity> {
  return Object.fromEntries(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
}

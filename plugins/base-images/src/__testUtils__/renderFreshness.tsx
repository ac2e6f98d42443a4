import {
  BaseImagesApi,
  EntityCoverage,
  EntityFreshness,
} from '@base-images/backstage-plugin-base-images-common';
import { Entity } from '@backstage/catalog-model';
import { FreshnessCard } from '../components/FreshnessCard';
import { renderCard } from './renderCard';

/** Renders the card about freshness; what is not stubbed of the backend fails. */
export function renderFreshness(
  freshness: EntityFreshness | BaseImagesApi['getEntityFreshness'],
  api: Partial<BaseImagesApi> = {},
  kind: EntityCoverage['kind'] = 'base-image',
  /** What the catalog has. */
  entities: Entity[] = [],
) {
  return renderCard(
    <FreshnessCard />,
    kind,
    {
      getEntityFreshness:
        typeof freshness === 'function' ? freshness : async () => freshness,
      getRebuilds: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
      ...api,
    },
    entities,
  );
}

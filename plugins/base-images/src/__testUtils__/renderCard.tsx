import {
  BaseImagesApi,
  EntityCoverage,
} from '@base-images/backstage-plugin-base-images-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { Entity } from '@backstage/catalog-model';
import { ReactElement } from 'react';
import { baseImagesApiRef } from '../api';
import { templateRouteRef } from '../routes';
import { entityOf } from './entity';

/** Renders a card on the page of an entity of its kind. */
export function renderCard(
  card: ReactElement,
  kind: EntityCoverage['kind'],
  /** What the backend does, or only what it answers about coverage. */
  api: Partial<BaseImagesApi> | BaseImagesApi['getEntityCoverage'],
  /** What the catalog has. */
  entities: Entity[] = [],
) {
  return renderInTestApp(
    <EntityProvider entity={entityOf(kind, 'shown')}>
      <main>
        <h2>Overview</h2>
        {card}
      </main>
    </EntityProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/create/templates/:namespace/:templateName': templateRouteRef,
      },
      apis: [
        [
          baseImagesApiRef,
          {
            // Only links to files need the source, and nothing fails without them.
            getSource: () => Promise.reject(new Error('There is no source')),
            ...(typeof api === 'function' ? { getEntityCoverage: api } : api),
          },
        ],
        [catalogApiRef, catalogApiMock({ entities })],
      ],
    },
  );
}

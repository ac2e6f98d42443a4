import { DefaultBaseImagesClient } from '@base-images/backstage-plugin-base-images-common';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import baseImagesPlugin, { baseImagesApiRef } from '../src';
import { entityOf } from '../src/__testUtils__/entity';
import { cases } from './cases';
import { fetchCase } from './fetchCase';

const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () =>
            new InMemoryCatalogClient({
              entities: Object.entries(cases).map(([name, { kind }]) =>
                entityOf(kind, name),
              ),
            }),
        }),
    }),
  ],
});

const baseImagesModule = createFrontendModule({
  pluginId: 'base-images',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: baseImagesApiRef,
          deps: { discoveryApi: discoveryApiRef },
          factory: ({ discoveryApi }) =>
            DefaultBaseImagesClient.create({
              discoveryApi,
              fetchApi: { fetch: fetchCase },
            }),
        }),
    }),
  ],
});

createDevApp({
  features: [catalogPlugin, catalogModule, baseImagesPlugin, baseImagesModule],
});

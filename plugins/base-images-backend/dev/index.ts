import { resolve } from 'node:path';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ANNOTATION_SOURCE } from '@base-images/backstage-plugin-base-images-common';

// Runs the plugin alone on the example monorepo: `yarn start` in this folder, then for example
//
//   curl http://localhost:7007/api/base-images/sources
//   curl http://localhost:7007/api/base-images/sources/receipts/coverage
//   curl http://localhost:7007/api/base-images/sources/receipts/lookup?packages=receipt-label
//   curl http://localhost:7007/api/base-images/openapi.json
//
// Requests without a token are those of a mocked user. As a service, or as nobody:
//
//   curl http://localhost:7007/api/base-images/sources -H 'Authorization: Bearer mock-service-token'
//   curl http://localhost:7007/api/base-images/sources -H 'Authorization: Bearer mock-none-token'

const backend = createBackend();

backend.add(
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { port: 7007 },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      baseImages: {
        sources: {
          receipts: {
            target: resolve(__dirname, '../../../examples/receipts'),
            defaultOwner: 'group:default/guests',
          },
        },
      },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: {
          name: 'receipts',
          annotations: { [ANNOTATION_SOURCE]: 'receipts' },
        },
        spec: { owner: 'guests' },
      },
    ],
  }),
);
backend.add(import('../src'));

backend.start();

import { createHash } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  Snapshot,
  Source,
} from '@base-images/backstage-plugin-base-images-common';

/** What the stub serves; a test changes it while the backend runs. */
export interface StubContent {
  sources: Source[];
  snapshots: Record<string, Snapshot>;
  /** Answer everything with status 500. */
  broken?: boolean;
  /** How many snapshots were sent whole, and how many answers were 304. */
  sent: number;
  notModified: number;
}

/** A backend plugin under the id `base-images` that serves canned snapshots over HTTP, with ETags. */
export function createStubBaseImagesBackend(content: StubContent) {
  return createBackendPlugin({
    pluginId: 'base-images',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          httpRouter.use((request, response, next) => {
            const id = /^\/sources\/([^/]+)\/snapshot$/.exec(request.path)?.[1];
            if (content.broken) {
              response.status(500).json({
                error: { name: 'Error', message: 'the database is away' },
              });
            } else if (request.path === '/sources') {
              response.json({
                items: content.sources,
                totalItems: content.sources.length,
                pageInfo: {},
              });
            } else if (id && content.snapshots[id]) {
              const body = JSON.stringify(content.snapshots[id]);
              const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
              if (request.headers['if-none-match'] === etag) {
                content.notModified++;
                response.status(304).end();
              } else {
                content.sent++;
                response.setHeader('ETag', etag);
                response.type('application/json').send(body);
              }
            } else {
              next();
            }
          });
        },
      });
    },
  });
}

import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ANNOTATION_SOURCE,
  BaseImagesApi,
  DefaultBaseImagesClient,
} from '@base-images/backstage-plugin-base-images-common';
import { findFreePort } from '@base-images/image-bench';
import { ACCOUNT, BUCKET, PROJECT, REGION } from './LoopCloud';

export const SOURCE = 'receipts';
export const ENVIRONMENT = 'loop';

/** Runs the backend plugin with its AWS module. Gives the client of its API, and what ends it. */
export async function startLoopBackend(options: {
  /** Folder of the monorepo. */
  target: string;
  /** Address of what stands for AWS. */
  endpoint: string;
  /** Address of what stands for `public.ecr.aws`. */
  publicImages: string;
  platform: string;
}): Promise<{ client: BaseImagesApi; stop(): Promise<void> }> {
  const port = await findFreePort();
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: {
          baseUrl: `http://localhost:${port}`,
          listen: { host: '127.0.0.1', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
          logger: { level: 'warn' },
        },
        aws: {
          accounts: [
            {
              accountId: ACCOUNT,
              accessKeyId: `AKIA${ACCOUNT}`,
              secretAccessKey: 'simulator',
            },
          ],
        },
        baseImages: {
          aws: {
            endpoint: options.endpoint,
            registryMirrors: {
              'public.ecr.aws': `http://${options.publicImages}`,
            },
          },
          sources: {
            [SOURCE]: {
              target: options.target,
              schedule: {
                frequency: { seconds: 2 },
                timeout: { minutes: 5 },
              },
              defaultOwner: 'group:default/guests',
              environments: {
                [ENVIRONMENT]: {
                  account: ACCOUNT,
                  region: REGION,
                  projects: { [options.platform]: PROJECT },
                  bucket: BUCKET,
                },
              },
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
            name: SOURCE,
            annotations: { [ANNOTATION_SOURCE]: SOURCE },
          },
          spec: { owner: 'guests' },
        },
      ],
    }),
  );
  backend.add(import('@base-images/backstage-plugin-base-images-backend'));
  backend.add(
    import('@base-images/backstage-plugin-base-images-backend-module-aws'),
  );
  await backend.start();
  const client = DefaultBaseImagesClient.create({
    discoveryApi: {
      getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
    },
  });
  return { client, stop: async () => backend.stop() };
}

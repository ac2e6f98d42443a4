import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { databasePerPlugin } from './__testUtils__/databasePerPlugin';
import { exampleEntity } from './__testUtils__/exampleEntities';
import { waitFor } from './__testUtils__/waitFor';
import { baseImagesPlugin } from './plugin';

jest.setTimeout(60_000);

const LOCATION = 'base-images:one';

function located(entity: Entity, spec: Entity['spec']): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        'backstage.io/managed-by-location': LOCATION,
        'backstage.io/managed-by-origin-location': LOCATION,
      },
    },
    spec,
  };
}

const component = { type: 'library', lifecycle: 'production', owner: 'team' };
const entities = [
  located(exampleEntity('System', 'one', { source: 'one' }), { owner: 'team' }),
  located(
    exampleEntity('Component', 'a', { source: 'one', package: 'int-a' }),
    component,
  ),
  // Spelt as in the manifest, and without a source.
  located(exampleEntity('Component', 'b', { package: 'Int_B' }), component),
  located(exampleEntity('Resource', 'base', { source: 'one', image: 'base' }), {
    type: 'container-image',
    owner: 'team',
  }),
];

/** The real catalog, in which one user may read everything, and another nothing. */
describe('authorization by the real catalog', () => {
  const folder = createMockDirectory({
    content: {
      'a/pyproject.toml': '[project]\nname = "int-a"\nversion = "1"\n',
      'b/pyproject.toml':
        '[project]\nname = "Int_B"\nversion = "1"\ndependencies = ["int-a"]\n',
      'base-images.yaml':
        'version: 1\nimages:\n  - name: base\n    from: public.ecr.aws/lambda/python:3.12\n    packages: [int-b]\n',
    },
  });

  it('shows users what the catalog shows them', async () => {
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async (requests, options) => {
        const { principal } = options!.credentials as {
          principal: { userEntityRef?: string };
        };
        const result =
          principal.userEntityRef === 'user:default/stranger'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW;
        return requests.map(() => ({ result }));
      },
    });
    const provider: EntityProvider = {
      getProviderName: () => 'example',
      connect: connection =>
        connection.applyMutation({
          type: 'full',
          entities: entities.map(entity => ({
            entity,
            locationKey: 'example',
          })),
        }),
    };
    const backend = await startTestBackend({
      features: [
        databasePerPlugin,
        baseImagesPlugin,
        catalogPlugin,
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'example',
          register(env) {
            env.registerInit({
              deps: { processing: catalogProcessingExtensionPoint },
              async init({ processing }) {
                processing.addEntityProvider(provider);
              },
            });
          },
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissions,
        }),
        mockServices.rootConfig.factory({
          data: {
            baseImages: {
              sources: { one: { target: folder.path, defaultOwner: 'team' } },
            },
          },
        }),
      ],
    });
    const get = async (path: string, user: string) => {
      const response = await fetch(
        `http://localhost:${backend.server.port()}/api/base-images${path}`,
        {
          headers: {
            Authorization: mockCredentials.user.header(`user:default/${user}`),
          },
        },
      );
      return { status: response.status, body: await response.json() };
    };
    const coverage = '/entities/component/default/b/coverage';

    await waitFor(async () => {
      expect((await get(coverage, 'reader')).body).toMatchObject({
        kind: 'package',
        name: 'int-b',
        baseImages: [{ name: 'base', entityRef: 'resource:default/base' }],
      });
      expect(
        (await get('/entities/resource/default/base/coverage', 'reader')).body,
      ).toMatchObject({
        packages: [
          { name: 'int-a', entityRef: 'component:default/a' },
          { name: 'int-b', entityRef: 'component:default/b' },
        ],
      });
      expect((await get('/sources', 'reader')).body).toMatchObject({
        items: [{ id: 'one' }],
      });
    });
    expect((await get('/sources/one/graph', 'reader')).status).toBe(200);

    expect((await get(coverage, 'stranger')).status).toBe(404);
    expect((await get('/sources', 'stranger')).body.items).toEqual([]);
    expect((await get('/sources/one/graph', 'stranger')).status).toBe(404);
    await backend.stop();
  });
});

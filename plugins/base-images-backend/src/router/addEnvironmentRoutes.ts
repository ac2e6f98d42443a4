import { TypedRouter } from '@backstage/backend-openapi-utils';
import { baseImagesRebuildCreatePermission } from '@base-images/backstage-plugin-base-images-common';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import {
  activeBuilds,
  describeFreshness,
} from '../freshness/describeFreshness';
import { describeEntityFreshness } from '../freshness/describeEntityFreshness';
import { BaseImagesEndpointMap } from '../schema/BaseImagesEndpointMap';
import { paginate } from './pagination';
import { AuthorizedRoutesOptions } from './RebuildRoutesOptions';
import { sendTagged } from './sendTagged';

/** Adds the routes about environments, and about what is fresh in them. Whoever reads must be able to read the source (or the entity). */
export function addEnvironmentRoutes(
  router: TypedRouter<BaseImagesEndpointMap>,
  options: AuthorizedRoutesOptions,
): void {
  const { environments, freshness, rebuilds, store, access, readCredentials } =
    options;

  router.get('/environments', async (request, response) => {
    const credentials = await readCredentials(request);
    const readable = await access.readableSources(credentials);
    const ids = new Set(readable.map(({ id }) => id));
    sendTagged(
      request,
      response,
      paginate(
        environments
          .filter(({ sourceId }) => ids.has(sourceId))
          .map(toEnvironment),
        request.query,
        item => [item.sourceId, item.id],
      ),
    );
  });

  router.get(
    '/sources/:sourceId/environments/:environment/preflight',
    async (request, response) => {
      const { sourceId, environment: id } = request.params;
      const credentials = await readCredentials(request);
      const environment = await access.readEnvironment(
        sourceId,
        id,
        credentials,
      );
      await access.requirePermission(
        baseImagesRebuildCreatePermission,
        credentials,
      );
      response.json(await rebuilds.preflight(environment));
    },
  );

  router.get(
    '/sources/:sourceId/environments/:environment/freshness',
    async (request, response) => {
      const { sourceId, environment: id } = request.params;
      const environment = await access.readEnvironment(
        sourceId,
        id,
        await readCredentials(request),
      );
      sendTagged(
        request,
        response,
        describeFreshness(
          await freshness.get(environment),
          environment,
          await activeBuilds(store, environment),
        ),
      );
    },
  );

  router.post(
    '/sources/:sourceId/environments/:environment/plan',
    async (request, response) => {
      const { sourceId, environment: id } = request.params;
      const environment = await access.readEnvironment(
        sourceId,
        id,
        await readCredentials(request),
      );
      response.json(await rebuilds.plan(environment, request.body));
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/freshness',
    async (request, response) => {
      const credentials = await readCredentials(request);
      const { found } = await access.readEntity(request.params, credentials);
      sendTagged(
        request,
        response,
        await describeEntityFreshness(found, {
          environments,
          freshness,
          store,
          rights: await access.rebuildRights(credentials),
        }),
      );
    },
  );
}

function toEnvironment(environment: SourceEnvironment) {
  return {
    id: environment.id,
    sourceId: environment.sourceId,
    rebuild: environment.rebuild,
    account: environment.account,
    region: environment.region,
    repositoryPrefix: environment.repositoryPrefix,
    platforms: [...environment.projects.keys()],
    deploys: environment.deploy.length > 0,
  };
}

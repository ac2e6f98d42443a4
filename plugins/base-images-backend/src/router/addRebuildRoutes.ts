import { HttpAuthService } from '@backstage/backend-plugin-api';
import { TypedRouter } from '@backstage/backend-openapi-utils';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  baseImagesRebuildCancelPermission,
  baseImagesRebuildCreatePermission,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { Request } from 'express';
import { CallerAccess } from '../access/CallerAccess';
import {
  activeBuilds,
  describeFreshness,
} from '../freshness/describeFreshness';
import { describeEntityFreshness } from '../freshness/describeEntityFreshness';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { Rebuilds } from '../rebuild/api/Rebuilds';
import { startAudited } from '../rebuild/api/startAudited';
import { toRebuildSummary } from '../rebuild/api/toRebuild';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { BaseImagesEndpointMap } from '../schema/BaseImagesEndpointMap';
import { paginate } from './pagination';
import { decodeRebuildCursor, encodeRebuildCursor } from './rebuildCursor';
import { sendTagged } from './sendTagged';

/** What the routes about freshness and rebuilds work with. */
export interface RebuildRoutesOptions {
  environments: readonly SourceEnvironment[];
  freshness: FreshnessViews;
  rebuilds: Rebuilds;
  store: RebuildStore;
  httpAuth: HttpAuthService;
}

type CallerRequest = Parameters<HttpAuthService['credentials']>[0];

/**
 * Adds the routes about environments, freshness and rebuilds. Whoever reads must be able to read the source (or the entity); who
 * writes needs a permission as well. Every write is audited.
 */
export function addRebuildRoutes(
  router: TypedRouter<BaseImagesEndpointMap>,
  options: RebuildRoutesOptions & { access: CallerAccess },
): void {
  const { environments, freshness, rebuilds, store, access } = options;

  const readCredentials = (request: CallerRequest) =>
    options.httpAuth.credentials(request, { allow: ['user', 'service'] });

  /** Has somebody who may read a rebuild, and has the permission, change it. */
  const changeRebuild = async (
    request: Request<{ rebuildId: string }>,
    eventId: string,
    permission: BasicPermission,
    change: (rebuildId: string) => Promise<Rebuild>,
  ) => {
    const { rebuildId } = request.params;
    const credentials = await readCredentials(request);
    await access.readRebuild(rebuildId, credentials);
    return access.audited(
      { request, eventId, meta: { rebuildId } },
      async () => {
        await access.requirePermission(permission, credentials);
        return change(rebuildId);
      },
    );
  };

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

  router.post('/rebuilds', async (request, response) => {
    const started = await startAudited(request.body, {
      access,
      rebuilds,
      credentials: await readCredentials(request),
      request: request as Request,
    });
    response.status(started.outcome === 'nothing' ? 200 : 201).json(started);
  });

  router.get('/rebuilds', async (request, response) => {
    const credentials = await readCredentials(request);
    const { sourceId, environment, state, cursor } = request.query;
    const readable = (await access.readableSources(credentials)).filter(
      ({ id }) => sourceId === undefined || id === sourceId,
    );
    const limit = Number(request.query.limit ?? 100);
    const { items, total } = await store.list(
      { sourceIds: readable.map(({ id }) => id), environment, state },
      { limit: limit + 1, before: decodeRebuildCursor(cursor) },
    );
    const page = items.slice(0, limit);
    const counts = await store.countSteps(page.map(item => item.id));
    sendTagged(request, response, {
      items: page.map(item =>
        toRebuildSummary(item, counts.get(item.id) ?? new Map()),
      ),
      totalItems: total,
      pageInfo:
        items.length > limit
          ? { nextCursor: encodeRebuildCursor(page[page.length - 1]) }
          : {},
    });
  });

  router.get('/rebuilds/:rebuildId', async (request, response) => {
    const { rebuildId } = request.params;
    await access.readRebuild(rebuildId, await readCredentials(request));
    sendTagged(request, response, await rebuilds.get(rebuildId));
  });

  router.get('/rebuilds/:rebuildId/builds', async (request, response) => {
    const { rebuildId } = request.params;
    await access.readRebuild(rebuildId, await readCredentials(request));
    sendTagged(request, response, {
      items: await rebuilds.builds(rebuildId),
    });
  });

  router.post('/rebuilds/:rebuildId/cancel', async (request, response) => {
    response.json(
      await changeRebuild(
        request,
        'rebuild-cancel',
        baseImagesRebuildCancelPermission,
        id => rebuilds.cancel(id),
      ),
    );
  });

  router.post('/rebuilds/:rebuildId/retry', async (request, response) => {
    response.json(
      await changeRebuild(
        request,
        'rebuild-retry',
        baseImagesRebuildCreatePermission,
        id => rebuilds.retry(id),
      ),
    );
  });

  router.get('/builds/:buildId/log', async (request, response) => {
    const { buildId } = request.params;
    const { environment } = await access.readBuild(
      buildId,
      await readCredentials(request),
    );
    response.json(
      await rebuilds.log(buildId, environment, request.query.cursor),
    );
  });
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

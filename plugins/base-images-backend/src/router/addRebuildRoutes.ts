import { TypedRouter } from '@backstage/backend-openapi-utils';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  baseImagesRebuildCancelPermission,
  baseImagesRebuildCreatePermission,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { Request, Response } from 'express';
import { startAudited } from '../rebuild/api/startAudited';
import { toRebuildSummary } from '../rebuild/api/toRebuild';
import { BaseImagesEndpointMap } from '../schema/BaseImagesEndpointMap';
import { decodeRebuildCursor, encodeRebuildCursor } from './rebuildCursor';
import { AuthorizedRoutesOptions } from './RebuildRoutesOptions';
import { sendTagged } from './sendTagged';

/**
 * Adds the routes about rebuilds. Whoever reads must be able to read the source; who writes needs a permission as well. Every
 * write is audited.
 */
export function addRebuildRoutes(
  router: TypedRouter<BaseImagesEndpointMap>,
  options: AuthorizedRoutesOptions,
): void {
  const { rebuilds, store, access, readCredentials } = options;

  /** Lets somebody who may read a rebuild, and has the permission, change it. */
  const changeRebuild =
    (
      eventId: string,
      permission: BasicPermission,
      change: (rebuildId: string) => Promise<Rebuild>,
    ) =>
    async (request: Request<{ rebuildId: string }>, response: Response) => {
      const { rebuildId } = request.params;
      const credentials = await readCredentials(request);
      await access.readRebuild(rebuildId, credentials);
      response.json(
        await access.audited(
          { request, eventId, meta: { rebuildId } },
          async () => {
            await access.requirePermission(permission, credentials);
            return change(rebuildId);
          },
        ),
      );
    };

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

  router.post(
    '/rebuilds/:rebuildId/cancel',
    changeRebuild('rebuild-cancel', baseImagesRebuildCancelPermission, id =>
      rebuilds.cancel(id),
    ),
  );

  router.post(
    '/rebuilds/:rebuildId/retry',
    changeRebuild('rebuild-retry', baseImagesRebuildCreatePermission, id =>
      rebuilds.retry(id),
    ),
  );

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

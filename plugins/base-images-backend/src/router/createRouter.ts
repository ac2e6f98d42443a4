import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  createValidatedOpenApiRouterFromGeneratedEndpointMap,
  getOpenApiSpecRoute,
} from '@backstage/backend-openapi-utils';
import express from 'express';
import Router from 'express-promise-router';
import { CallerAccess, CallerAccessOptions } from '../access/CallerAccess';
import { describeForCaller } from '../coverage/describeForCaller';
import { fitLambda } from '../coverage/fitLambda';
import { Previews } from '../preview/Previews';
import { BaseImagesEndpointMap } from '../schema/BaseImagesEndpointMap';
import { openApiDocument } from '../schema/generated/openapi';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { addEnvironmentRoutes } from './addEnvironmentRoutes';
import { addRebuildRoutes } from './addRebuildRoutes';
import { coverageKey, diagnosticKey, sortByKey } from './listOrder';
import { paginate } from './pagination';
import { RebuildRoutesOptions } from './RebuildRoutesOptions';
import { sendTagged, sendTaggedLazily } from './sendTagged';
import { readRequirements } from './readRequirements';
import { toSource } from './toSource';

type CallerRequest = Parameters<HttpAuthService['credentials']>[0];

/** The REST API of `openapi.yaml`. Callers are authorized before anything is read for them. */
export function createRouter(
  options: {
    views: SnapshotViews;
    previews: Previews;
  } & CallerAccessOptions &
    RebuildRoutesOptions,
): express.Router {
  const { sources, views, previews, httpAuth, catalog } = options;
  const access = CallerAccess.create(options);
  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<BaseImagesEndpointMap>(
      openApiDocument,
    );
  // Served as it is: the validated router's own answer calls the same document OpenAPI 3.0.3, which it is not.
  const root = Router();
  root.get(getOpenApiSpecRoute(''), (request, response) => {
    response.json({
      ...openApiDocument,
      servers: [{ url: request.baseUrl || '/' }],
    });
  });
  root.use(router);

  const readCredentials = (request: CallerRequest) =>
    httpAuth.credentials(request, { allow: ['user', 'service'] });

  router.get('/sources', async (request, response) => {
    const credentials = await readCredentials(request);
    const page = paginate(
      await access.readableSources(credentials),
      request.query,
      source => [source.id],
    );
    sendTagged(request, response, {
      ...page,
      items: await Promise.all(
        page.items.map(async source =>
          toSource(source, await views.get(source.id)),
        ),
      ),
    });
  });

  router.get('/sources/:sourceId', async (request, response) => {
    const source = await access.readSource(
      request.params.sourceId,
      await readCredentials(request),
    );
    sendTagged(request, response, toSource(source, await views.get(source.id)));
  });

  router.get('/sources/:sourceId/snapshot', async (request, response) => {
    const view = await access.readView(
      request.params.sourceId,
      await readCredentials(request),
    );
    sendTaggedLazily(request, response, view.identity, () => view.toSnapshot());
  });

  router.get('/sources/:sourceId/graph', async (request, response) => {
    const view = await access.readView(
      request.params.sourceId,
      await readCredentials(request),
    );
    sendTaggedLazily(request, response, view.identity, () => view.graph);
  });

  router.get('/sources/:sourceId/coverage', async (request, response) => {
    const view = await access.readView(
      request.params.sourceId,
      await readCredentials(request),
    );
    const coverage = sortByKey([...view.coverage.values()], coverageKey);
    sendTagged(
      request,
      response,
      paginate(coverage, request.query, coverageKey),
    );
  });

  router.get('/sources/:sourceId/diagnostics', async (request, response) => {
    const view = await access.readView(
      request.params.sourceId,
      await readCredentials(request),
    );
    const diagnostics = sortByKey(view.monorepo.diagnostics, diagnosticKey);
    sendTagged(
      request,
      response,
      paginate(diagnostics, request.query, diagnosticKey),
    );
  });

  router.get('/sources/:sourceId/lookup', async (request, response) => {
    const view = await access.readView(
      request.params.sourceId,
      await readCredentials(request),
    );
    const { packages, platform, python, supersets } = request.query;
    sendTagged(
      request,
      response,
      view.lookup({
        packages: readRequirements(packages),
        platform,
        python,
        supersets,
      }),
    );
  });

  router.post(
    '/sources/:sourceId/base-image-preview',
    async (request, response) => {
      const source = await access.readSource(
        request.params.sourceId,
        await readCredentials(request),
      );
      const { view } = await views.require(source.id);
      response.json(await previews.baseImage(source, view, request.body));
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/coverage',
    async (request, response) => {
      const credentials = await readCredentials(request);
      const { found } = await access.readEntity(request.params, credentials);
      sendTagged(
        request,
        response,
        await describeForCaller(found, {
          sources,
          views,
          catalog,
          credentials,
        }),
      );
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/base-images',
    async (request, response) => {
      const { view, lambda } = await access.readLambda(
        request.params,
        await readCredentials(request),
      );
      sendTagged(request, response, fitLambda(view, lambda));
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/with-base',
    async (request, response) => {
      const { source, view, lambda } = await access.readLambda(
        request.params,
        await readCredentials(request),
      );
      const { baseImage } = request.query;
      sendTagged(
        request,
        response,
        await previews.withBase(source, view, lambda, baseImage),
      );
    },
  );

  const authorized = { ...options, access, readCredentials };
  addEnvironmentRoutes(router, authorized);
  addRebuildRoutes(router, authorized);

  return root;
}

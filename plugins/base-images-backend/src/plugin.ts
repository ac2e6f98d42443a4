import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { baseImagesPermissions } from '@base-images/backstage-plugin-base-images-common';
import {
  buildServiceExtensionPoint,
  imageRegistryExtensionPoint,
} from '@base-images/backstage-plugin-base-images-node';
import { registerActions } from './actions/registerActions';
import { readEnvironmentsConfig } from './config/readEnvironmentsConfig';
import { readSourcesConfig } from './config/readSourcesConfig';
import { FreshnessViews } from './freshness/FreshnessViews';
import { ObservationStore } from './freshness/ObservationStore';
import { readNotificationSettings } from './notifications/readNotificationSettings';
import { startNotifying } from './notifications/startNotifying';
import { OpenSources } from './preview/OpenSources';
import { Previews } from './preview/Previews';
import { Rebuilds } from './rebuild/api/Rebuilds';
import { registryOf } from './rebuild/runner/RunContext';
import { RebuildServices } from './rebuild/RebuildServices';
import { startRebuilding } from './rebuild/startRebuilding';
import { DatabaseRebuildStore } from './rebuild/store/DatabaseRebuildStore';
import { createRouter } from './router/createRouter';
import { scheduleScans } from './scan/scheduleScans';
import { SourceScanner } from './scan/SourceScanner';
import { SnapshotViews } from './snapshot/SnapshotViews';
import { DefaultSourceReader } from './source/DefaultSourceReader';
import { DatabaseSnapshotStore } from './store/DatabaseSnapshotStore';

/**
 * Scans Python monorepos and serves their packages, Lambdas, base images and coverage.
 *
 * @public
 */
export const baseImagesPlugin = createBackendPlugin({
  pluginId: 'base-images',
  register(env) {
    const services = new RebuildServices();
    env.registerExtensionPoint(imageRegistryExtensionPoint, services);
    env.registerExtensionPoint(buildServiceExtensionPoint, services);

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init({
        actionsRegistry,
        auditor,
        auth,
        catalog,
        config,
        database,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        notifications,
        permissions,
        permissionsRegistry,
        scheduler,
        urlReader,
      }) {
        const sources = readSourcesConfig(config);
        const environments = readEnvironmentsConfig(config);
        const notificationSettings = readNotificationSettings(config);
        const reached = services.require(environments);
        permissionsRegistry.addPermissions(baseImagesPermissions);

        const client = await database.getClient();
        const store = await DatabaseSnapshotStore.create({ database });
        const reader = DefaultSourceReader.create({ config, urlReader });
        const scanner = SourceScanner.create({ reader, store, logger });
        const views = SnapshotViews.create({ store });
        const openSources = OpenSources.create({ reader });
        const previews = Previews.create({ openSources });
        lifecycle.addShutdownHook(() => openSources.closeAll());

        const rebuildStore = DatabaseRebuildStore.create(client);
        const observations = ObservationStore.create(client);
        await observations.deleteAllExcept(environments);
        await rebuildStore.forgetImagesExcept(environments.map(registryOf));
        const freshness = FreshnessViews.create({
          views,
          observations,
          store: rebuildStore,
        });
        const rebuilds = Rebuilds.create({
          environments,
          freshness,
          store: rebuildStore,
          builds: reached?.builds,
        });
        const api = {
          sources,
          environments,
          views,
          freshness,
          rebuilds,
          store: rebuildStore,
          auditor,
          auth,
          permissions,
          catalog,
        };
        httpRouter.use(createRouter({ ...api, previews, httpAuth }));
        registerActions({ ...api, actionsRegistry });
        await scheduleScans({
          sources,
          scanner,
          store,
          scheduler,
          lifecycle,
          logger,
        });
        if (reached) {
          await startRebuilding({
            ...reached,
            sources,
            environments,
            views,
            openSources,
            observations,
            freshness,
            rebuilds,
            store: rebuildStore,
            auditor,
            scheduler,
            lifecycle,
            logger,
          });
        }
        await startNotifying({
          ...api,
          settings: notificationSettings,
          notifications,
          client,
          scheduler,
          logger,
        });
      },
    });
  },
});

import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  createFileUrls,
  DefaultBaseImagesClient,
} from '@base-images/backstage-plugin-base-images-common';
import { readModuleConfig } from './config/readModuleConfig';
import { CatalogReader } from './handWritten/CatalogReader';
import { EntityPlanner } from './plan/EntityPlanner';
import { BaseImagesProcessor } from './processor/BaseImagesProcessor';
import { MonorepoEntityProvider } from './provider/MonorepoEntityProvider';
import { refreshOutputs } from './provider/refreshOutputs';
import { StaticLocation } from './provider/StaticLocation';
import { SourceSnapshots } from './snapshots/SourceSnapshots';

/** How long after the start a refresh waits for sources that are not scanned yet. */
const STARTING_MS = 5 * 60_000;

/**
 * Brings the packages, Lambdas and base images of Python monorepos into the catalog.
 *
 * @public
 */
export const catalogModuleBaseImages = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'base-images',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        logger,
        processing,
        scheduler,
      }) {
        const { sourceIds, staticSourceIds, schedule } =
          readModuleConfig(config);
        if (sourceIds.length === 0) {
          logger.info(
            'No monorepo is watched. Add one under baseImages.sources.',
          );
          return;
        }
        const planner = EntityPlanner.create({
          snapshots: SourceSnapshots.create({
            api: DefaultBaseImagesClient.create({ discoveryApi: discovery }),
            auth,
            sourceIds,
          }),
          catalog: CatalogReader.create({ catalog, auth }),
          fileUrls: createFileUrls(ScmIntegrations.fromConfig(config)),
          logger,
        });
        processing.addProcessor(BaseImagesProcessor.create({ planner }));

        const outputs = sourceIds.map(sourceId => {
          if (staticSourceIds.includes(sourceId)) {
            return StaticLocation.create({ sourceId, catalog, auth });
          }
          const provider = MonorepoEntityProvider.create({ sourceId, logger });
          processing.addEntityProvider(provider);
          return provider;
        });
        const waitUntil = Date.now() + STARTING_MS;
        await scheduler.createScheduledTaskRunner(schedule).run({
          id: 'base-images-refresh',
          fn: signal =>
            refreshOutputs({ planner, outputs, logger, waitUntil, signal }),
        });
      },
    });
  },
});

import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { DefaultBaseImagesClient } from '@base-images/backstage-plugin-base-images-common';
import { createDockerfileCreateAction } from './actions/dockerfileCreate';
import { createImageDeclareAction } from './actions/imageDeclare';
import { createRebuildRunAction } from './actions/rebuildRun';
import { createSourceFindAction } from './actions/sourceFind';
import { createImageDockerfileAction } from './actions/imageDockerfile';
import { EntityNames } from './catalog/EntityNames';
import { PortalTokens } from './rebuild/PortalTokens';
import { RebuildFollower } from './rebuild/RebuildFollower';
import { SourceFinder } from './source/SourceFinder';

/**
 * Adds the template actions `base-images:source:find`, `base-images:dockerfile:create`, `base-images:image:declare`,
 * `base-images:image:dockerfile` and `base-images:rebuild:run`.
 *
 * @public
 */
export const scaffolderModuleBaseImages = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'base-images',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, catalog, config, discovery, scaffolder }) {
        const names = EntityNames.create({ catalog });
        const api = DefaultBaseImagesClient.create({ discoveryApi: discovery });
        const tokens = PortalTokens.create({ auth });
        const sources = SourceFinder.create({
          api,
          auth,
          config,
          integrations: ScmIntegrations.fromConfig(config),
        });
        scaffolder.addActions(
          createSourceFindAction({ catalog, sources }),
          createDockerfileCreateAction({ names }),
          createImageDeclareAction({ names }),
          createImageDockerfileAction({ names }),
          createRebuildRunAction({
            api,
            names,
            tokens,
            follower: RebuildFollower.create({ api, tokens }),
          }),
        );
      },
    });
  },
});

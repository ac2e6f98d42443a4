import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  buildServiceExtensionPoint,
  imageRegistryExtensionPoint,
} from '@base-images/backstage-plugin-base-images-node';
import { createAwsServices } from './createAwsServices';
import { readAwsConfig } from './readAwsConfig';

/**
 * Builds images with AWS CodeBuild, and watches Amazon ECR and AWS Lambda.
 *
 * @public
 */
export const baseImagesModuleAws = createBackendModule({
  pluginId: 'base-images',
  moduleId: 'aws',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        registries: imageRegistryExtensionPoint,
        buildServices: buildServiceExtensionPoint,
      },
      async init({ config, registries, buildServices }) {
        const { registry, builds } = createAwsServices({
          credentials: DefaultAwsCredentialsManager.fromConfig(config),
          ...readAwsConfig(config),
        });
        registries.setImageRegistry(registry);
        buildServices.setBuildService(builds);
      },
    });
  },
});

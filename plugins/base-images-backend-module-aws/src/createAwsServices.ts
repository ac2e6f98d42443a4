import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  BuildService,
  ImageRegistry,
} from '@base-images/backstage-plugin-base-images-node';
import { CodeBuildService } from './builds/CodeBuildService';
import { AwsClients } from './clients/AwsClients';
import { EcrImageRegistry } from './registry/EcrImageRegistry';
import { PublicRegistries } from './registry/PublicRegistries';

/**
 * The registry and the build service of AWS, for what runs without a backend.
 *
 * @param options - where credentials come from; one address for all services, of a simulator; mirrors of public registries by
 * their host; and the milliseconds after which a request is given up that gets no answer.
 * @public
 */
export function createAwsServices(options: {
  credentials: AwsCredentialsManager;
  endpoint?: string;
  registryMirrors?: Record<string, string>;
  requestTimeoutMs?: number;
}): { registry: ImageRegistry; builds: BuildService } {
  const { registryMirrors: mirrors, ...clientOptions } = options;
  const clients = AwsClients.create(clientOptions);
  const registries = PublicRegistries.create({ mirrors });
  return {
    registry: EcrImageRegistry.create({ clients, registries }),
    builds: CodeBuildService.create({ clients }),
  };
}

import { createAwsServices } from '@base-images/backstage-plugin-base-images-backend-module-aws';
import {
  ImageRegistry,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { ENVIRONMENT } from '../../rebuild/__testUtils__/exampleRebuild';

/** The registry of others that watched images stand on. */
export const PUBLIC_REGISTRY = 'public.ecr.aws';

export const WATCHED_ENVIRONMENT: SourceEnvironment = {
  ...ENVIRONMENT,
  functions: ['watched-*'],
  registries: [PUBLIC_REGISTRY],
};

/** Where there is what is watched. Plain JSON. */
export interface WatchedAddresses {
  aws: string;
  others: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** The AWS module as it is, at other addresses. */
export function createWatchedRegistry({
  aws,
  others,
  credentials,
}: WatchedAddresses): ImageRegistry {
  return createAwsServices({
    endpoint: aws,
    registryMirrors: { [PUBLIC_REGISTRY]: others },
    credentials: {
      getCredentialProvider: async () => ({
        sdkCredentialProvider: async () => credentials,
      }),
    },
  }).registry;
}

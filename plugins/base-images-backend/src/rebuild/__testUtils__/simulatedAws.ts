import { AwsSimulator, SimulatorData } from '@base-images/aws-simulator';
import { createAwsServices } from '@base-images/backstage-plugin-base-images-backend-module-aws';
import { ENVIRONMENT, PLATFORM } from './exampleRebuild';

const { account, region, bucket } = ENVIRONMENT;

/** What the environment of the examples needs in AWS. */
export function simulatedAccount(concurrentBuildLimit?: number): SimulatorData {
  return {
    regions: [
      {
        account,
        region,
        buckets: [{ name: bucket }],
        projects: [
          {
            name: ENVIRONMENT.projects.get(PLATFORM)!,
            platform: PLATFORM,
            sourceLocation: `${bucket}/base-images/context.zip`,
            concurrentBuildLimit,
          },
        ],
      },
    ],
  };
}

/** The AWS module's registry and build service, as a user of that account. */
export function simulatedServices(
  endpoint: string,
  credentials: ReturnType<AwsSimulator['credentials']>,
) {
  return createAwsServices({
    endpoint,
    credentials: {
      getCredentialProvider: async () => ({
        sdkCredentialProvider: async () => credentials,
      }),
    },
  });
}

import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  AwsSimulator,
  ProjectData,
  RegionData,
  SimulatorData,
} from '@base-images/aws-simulator';
import { createAwsServices } from '@base-images/backstage-plugin-base-images-backend-module-aws';
import { ENVIRONMENT, PLATFORM } from './exampleRebuild';

const { account, region, bucket } = ENVIRONMENT;
/** That of the projects of the documentation. */
export const BUILDSPEC = readFileSync(
  resolvePackagePath(
    '@base-images/backstage-plugin-base-images-backend-module-aws',
    'buildspec.yml',
  ),
  'utf8',
);

/** What the environment of the examples needs in AWS, as the documentation has it set up, but for what is said to be otherwise. */
export function simulatedAccount(
  more: Partial<RegionData> = {},
  project: Partial<ProjectData> = {},
): SimulatorData {
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
            buildspec: BUILDSPEC,
            sourceLocation: `${bucket}/base-images/context.zip`,
            ...project,
          },
        ],
        ...more,
      },
    ],
  };
}

type AwsServicesOptions = Parameters<typeof createAwsServices>[0];

/** Gives the credentials of one account. */
export type CredentialProvider = Awaited<
  ReturnType<AwsServicesOptions['credentials']['getCredentialProvider']>
>['sdkCredentialProvider'];

/** The AWS module's registry and build service, as a user of that account. */
export function simulatedServices(
  endpoint: string,
  credentials: ReturnType<AwsSimulator['credentials']> | CredentialProvider,
  requestTimeoutMs?: number,
) {
  return createAwsServices({
    endpoint,
    requestTimeoutMs,
    credentials: {
      getCredentialProvider: async () => ({
        sdkCredentialProvider:
          typeof credentials === 'function'
            ? credentials
            : async () => credentials,
      }),
    },
  });
}

import { AwsSimulator, SimulatorData } from '../../index';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
export const ROLE = 'arn:aws:iam::111122223333:role/reader';
export const HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

export const DATA: SimulatorData = {
  roles: [{ arn: ROLE, externalId: 'outside' }],
  regions: [
    {
      account: ACCOUNT,
      region: REGION,
      concurrentBuilds: 1,
      buckets: [{ name: 'contexts' }, { name: 'plain', versioning: false }],
      projects: [
        { name: 'images', sourceLocation: 'contexts/source.zip' },
        { name: 'narrow', concurrentBuildLimit: 1, webhook: true },
        { name: 'piped', pipeline: true, autoRetryLimit: 2 },
      ],
      repositories: [
        {
          name: 'base/shared',
          images: Array.from({ length: 3 }, (_, index) => ({
            tags: [`src-${index}`],
            labels: { index: String(index) },
          })),
        },
        { name: 'base/fixed', immutable: true, images: [{ tags: ['one'] }] },
      ],
      functions: Array.from({ length: 51 }, (_, index) => ({
        name: `function-${index}`,
        image: 'base/shared:src-0',
        environment: { SECRET: 'value' },
        aliases: index === 0 ? ['live'] : [],
      })),
    },
  ],
};

/** How clients of the tour speak to the simulator. */
export function config(simulator: AwsSimulator) {
  return simulator.clientConfig(ACCOUNT, REGION);
}

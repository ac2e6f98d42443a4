import {
  AwsSimulator,
  ManualClock,
  pushContextImage,
} from '@base-images/aws-simulator';
import { readBuildspec } from '../builds/buildspec';
import { CONTEXT_KEY } from '../builds/contextKey';
import { TestAccount, toVariables } from './accountVariables';

const ACCOUNT: TestAccount = {
  account: '111122223333',
  region: 'eu-central-1',
  bucket: 'contexts',
  project: 'contract-arm64',
  platform: 'linux/arm64',
  repositoryPrefix: 'contract/',
  endpoint: undefined,
};

/** An account of the simulator with everything that the contracts need, and a clock that tests move. */
export class SimulatedAccount {
  static async start(): Promise<SimulatedAccount> {
    const { account, region, bucket, project, platform } = ACCOUNT;
    const clock = new ManualClock();
    const simulator = await AwsSimulator.start({
      clock,
      behaviour: pushContextImage,
      data: {
        regions: [
          {
            account,
            region,
            buckets: [{ name: bucket }],
            projects: [
              {
                name: project,
                platform,
                buildspec: readBuildspec(),
                sourceLocation: `${bucket}/${CONTEXT_KEY}`,
              },
            ],
          },
        ],
      },
    });
    return new SimulatedAccount(simulator, clock);
  }

  private constructor(
    readonly simulator: AwsSimulator,
    readonly clock: ManualClock,
  ) {}

  /** What a developer would set, credentials included. */
  get variables(): Record<string, string> {
    const { accessKeyId, secretAccessKey } = this.simulator.credentials(
      ACCOUNT.account,
    );
    return {
      ...toVariables({ ...ACCOUNT, endpoint: this.simulator.url }),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
  }

  async addFunction(options: {
    functionName: string;
    repository: string;
    digest: string;
    aliases?: string[];
  }): Promise<void> {
    const { account, region, platform } = ACCOUNT;
    const { functionName: name, repository, digest, aliases } = options;
    const image = `${repository}@${digest}`;
    this.simulator.add({
      regions: [
        {
          account,
          region,
          functions: [{ name, image, platform, aliases }],
        },
      ],
    });
  }

  async removeFunction(functionName: string): Promise<void> {
    const { functions } = this.simulator.region(
      ACCOUNT.account,
      ACCOUNT.region,
    );
    delete functions[functionName];
  }

  /** What the tests made and left behind. */
  left(): { repositories: string[]; versions: number } {
    const { account, region, bucket } = ACCOUNT;
    const { repositories } = this.simulator.region(account, region);
    const { objects } = this.simulator.state().buckets[bucket];
    return {
      repositories: Object.keys(repositories),
      versions: Object.values(objects).flat().length,
    };
  }
}

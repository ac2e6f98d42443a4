import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  BatchGetBuildsCommand,
  Build,
  CodeBuildClient,
  StartBuildCommand,
  StartBuildCommandInput,
} from '@aws-sdk/client-codebuild';
import { ECRClient } from '@aws-sdk/client-ecr';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import {
  AwsSimulator,
  AwsSimulatorOptions,
  ManualClock,
  RegionData,
} from '../index';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

/** A simulator with a clock that stands still, the repository `base` and the project `images`, and clients for it. */
export class TestCloud {
  readonly clock: ManualClock;
  readonly simulator: AwsSimulator;
  readonly codeBuild: CodeBuildClient;
  readonly ecr: ECRClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;

  static async start(
    data: Partial<RegionData> = {},
    options: AwsSimulatorOptions = {},
  ): Promise<TestCloud> {
    const clock = new ManualClock();
    const simulator = await AwsSimulator.start({
      clock,
      ...options,
      data: {
        regions: [
          {
            account: ACCOUNT,
            region: REGION,
            projects: [{ name: 'images' }],
            repositories: [{ name: 'base' }],
            ...data,
          },
        ],
      },
    });
    return new TestCloud(simulator, clock);
  }

  private constructor(simulator: AwsSimulator, clock: ManualClock) {
    const config = simulator.clientConfig(ACCOUNT, REGION);
    this.clock = clock;
    this.simulator = simulator;
    this.codeBuild = new CodeBuildClient(config);
    this.ecr = new ECRClient(config);
    this.lambda = new LambdaClient(config);
    this.logs = new CloudWatchLogsClient(config);
    this.s3 = new S3Client(config);
  }

  async stop(): Promise<void> {
    const { codeBuild, ecr, lambda, logs, s3 } = this;
    for (const client of [codeBuild, ecr, lambda, logs, s3]) {
      client.destroy();
    }
    await this.simulator.stop();
  }

  /** Starts a build that pushes to `base`. */
  async startBuild(
    variables: Record<string, string> = {},
    input: Partial<StartBuildCommandInput> = {},
  ): Promise<Build> {
    const { build } = await this.codeBuild.send(
      new StartBuildCommand({
        projectName: 'images',
        environmentVariablesOverride: Object.entries({
          REPOSITORY_URI: `${REGISTRY}/base`,
          ...variables,
        }).map(([name, value]) => ({ name, value })),
        ...input,
      }),
    );
    return build!;
  }

  /** A build as it is now. */
  async look(build: Build): Promise<Build> {
    const { builds } = await this.codeBuild.send(
      new BatchGetBuildsCommand({ ids: [build.id!] }),
    );
    return builds![0];
  }

  /** Lets so many seconds pass, and looks at a build. */
  async after(seconds: number, build: Build): Promise<Build> {
    this.clock.advance(seconds * 1000);
    return await this.look(build);
  }
}

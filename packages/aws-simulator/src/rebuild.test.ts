import {
  BatchGetBuildsCommand,
  CodeBuildClient,
  StartBuildCommand,
} from '@aws-sdk/client-codebuild';
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr';
import { AwsSimulator, ManualClock } from './index';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const REPOSITORY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/base/shared`;

describe('a rebuild', () => {
  let clock: ManualClock;
  let simulator: AwsSimulator;
  let codeBuild: CodeBuildClient;
  let ecr: ECRClient;

  beforeEach(async () => {
    clock = new ManualClock();
    simulator = await AwsSimulator.start({
      clock,
      data: {
        regions: [
          {
            account: ACCOUNT,
            region: REGION,
            projects: [{ name: 'images-arm64', platform: 'linux/arm64' }],
            repositories: [{ name: 'base/shared' }],
          },
        ],
      },
    });
    const config = simulator.clientConfig(ACCOUNT, REGION);
    codeBuild = new CodeBuildClient(config);
    ecr = new ECRClient(config);
  });

  afterEach(async () => {
    codeBuild.destroy();
    ecr.destroy();
    await simulator.stop();
  });

  it('goes through the phases, and leaves an image with the labels that it was given', async () => {
    const { build } = await codeBuild.send(
      new StartBuildCommand({
        projectName: 'images-arm64',
        idempotencyToken: 'one',
        environmentVariablesOverride: [
          { name: 'REPOSITORY_URI', value: REPOSITORY },
          { name: 'IMAGE_TAG', value: 'b-1' },
          { name: 'PLATFORM', value: 'linux/arm64' },
          { name: 'LABELS_JSON', value: '{"build-key":"abc"}' },
        ],
      }),
    );
    const look = async () => {
      const { builds } = await codeBuild.send(
        new BatchGetBuildsCommand({ ids: [build!.id!] }),
      );
      return builds![0];
    };
    const seen = new Set<string>();
    for (let second = 0; second < 60; second += 1) {
      seen.add((await look()).currentPhase!);
      clock.advance(1000);
    }
    expect([...seen]).toEqual([
      'QUEUED',
      'PROVISIONING',
      'DOWNLOAD_SOURCE',
      'PRE_BUILD',
      'BUILD',
      'POST_BUILD',
      'FINALIZING',
      'COMPLETED',
    ]);
    const ended = await look();
    expect(ended).toMatchObject({
      buildStatus: 'SUCCEEDED',
      buildComplete: true,
    });

    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({
        repositoryName: 'base/shared',
        imageIds: [{ imageTag: 'b-1' }],
      }),
    );
    expect(ended.exportedEnvironmentVariables).toEqual([
      { name: 'IMAGE_DIGEST', value: imageDetails![0].imageDigest },
    ]);
    const { images } = await ecr.send(
      new BatchGetImageCommand({
        repositoryName: 'base/shared',
        imageIds: [{ imageTag: 'b-1' }],
      }),
    );
    const { downloadUrl } = await ecr.send(
      new GetDownloadUrlForLayerCommand({
        repositoryName: 'base/shared',
        layerDigest: JSON.parse(images![0].imageManifest!).config.digest,
      }),
    );
    const configuration = await (await fetch(downloadUrl!)).json();
    expect(configuration).toMatchObject({
      os: 'linux',
      architecture: 'arm64',
      config: { Labels: { 'build-key': 'abc' } },
    });
  });
});

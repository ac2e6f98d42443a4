import {
  BatchGetBuildsCommand,
  CodeBuildClient,
  StartBuildCommand,
  StartBuildCommandInput,
} from '@aws-sdk/client-codebuild';
import {
  DescribeImagesCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { RequestEffect } from '../index';
import { digestOf } from '../wire/sha256';
import { ACCOUNT, REGION, TestCloud } from '../__testUtils__/TestCloud';

describe('faults of requests', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await TestCloud.start({
      projects: [{ name: 'images' }, { name: 'others' }],
      buckets: [{ name: 'contexts' }],
    });
  });

  afterEach(() => cloud.stop());

  const builds = () =>
    Object.keys(cloud.simulator.region(ACCOUNT, REGION).builds).length;

  it.each<[string, RequestEffect, { attempts: number; builds: number }]>([
    [
      'a connection that is cut before the request is taken',
      { kind: 'reset' },
      { attempts: 2, builds: 1 },
    ],
    [
      'a connection that is cut after it was taken',
      { kind: 'reset', accepted: true },
      { attempts: 2, builds: 2 },
    ],
    [
      'a 500 after it was taken',
      { kind: 'error', code: 'InternalFailure', status: 500, accepted: true },
      { attempts: 2, builds: 2 },
    ],
    [
      'a 502 of a proxy',
      { kind: 'response', status: 502 },
      { attempts: 2, builds: 1 },
    ],
    [
      'a 503 without a body',
      { kind: 'response', status: 503, body: '' },
      { attempts: 2, builds: 1 },
    ],
    [
      'throttling',
      {
        kind: 'error',
        code: 'ThrottlingException',
        message: 'Rate exceeded',
      },
      { attempts: 2, builds: 1 },
    ],
  ])('%s is tried again by the SDK', async (_name, effect, expected) => {
    const id = cloud.simulator.faults.add({ on: 'codebuild:*', effect });
    await cloud.startBuild();
    const requests = cloud.simulator.requests.list('codebuild:StartBuild');
    expect(requests).toHaveLength(expected.attempts);
    expect(requests[0].fault).toBe(id);
    expect(requests[0].accepted).toBe(
      'accepted' in effect && effect.accepted === true,
    );
    expect(requests[1]).toMatchObject({ accepted: true });
    expect(requests[1].fault).toBeUndefined();
    expect(builds()).toBe(expected.builds);
  });

  it.each(['AccessDeniedException', 'AccountLimitExceededException'])(
    '%s is not tried again',
    async code => {
      cloud.simulator.faults.add({
        on: 'codebuild:StartBuild',
        effect: { kind: 'error', code, message: 'No' },
      });
      await expect(cloud.startBuild()).rejects.toMatchObject({
        name: code,
        message: 'No',
      });
      expect(cloud.simulator.requests.list()).toHaveLength(1);
      expect(builds()).toBe(0);
    },
  );

  it('lets an answer come later than a client waits, for a request that was taken', async () => {
    cloud.simulator.faults.add({
      on: 'codebuild:StartBuild',
      times: null,
      effect: { kind: 'delay', milliseconds: 400 },
    });
    const impatient = new CodeBuildClient({
      ...cloud.simulator.clientConfig(ACCOUNT, REGION),
      maxAttempts: 1,
      requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true },
    });
    await expect(
      impatient.send(new StartBuildCommand({ projectName: 'images' })),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(builds()).toBe(1);
  });

  it.each([
    ['late', 3_600_000, 'Signature expired'],
    ['early', -3_600_000, 'Signature not yet current'],
  ])(
    'refuses who is %s, and tells the right time',
    async (_name, milliseconds, message) => {
      cloud.simulator.faults.add({
        on: '*',
        times: Infinity,
        effect: { kind: 'clockSkew', milliseconds },
      });
      const config = cloud.simulator.clientConfig(ACCOUNT, REGION);
      const client = new CodeBuildClient({ ...config, maxAttempts: 1 });
      const start = () =>
        client.send(new StartBuildCommand({ projectName: 'images' }));
      await expect(start()).rejects.toMatchObject({
        name: 'InvalidSignatureException',
        message: expect.stringContaining(message),
        $metadata: { clockSkewCorrected: true },
      });
      expect(builds()).toBe(0);
      // The SDK has taken note of the time.
      await start();
      expect(builds()).toBe(1);

      const bucket = new HeadBucketCommand({ Bucket: 'contexts' });
      const s3 = new S3Client({ ...config, forcePathStyle: true });
      await s3.send(bucket);
      expect(
        cloud.simulator.requests
          .list('s3:HeadBucket')
          .map(({ error }) => error?.code),
      ).toEqual(['RequestTimeTooSkewed', undefined]);
    },
  );

  it('lets downloads of layers fail', async () => {
    const { simulator } = cloud;
    simulator.pushImage(ACCOUNT, REGION, 'base', { tags: ['one'] });
    const [layerDigest] = Object.keys(
      simulator.region(ACCOUNT, REGION).repositories.base.blobs,
    );
    const { downloadUrl } = await cloud.ecr.send(
      new GetDownloadUrlForLayerCommand({
        repositoryName: 'base',
        layerDigest,
      }),
    );
    const on = 'layers:Download';
    simulator.faults.add({ on, effect: { kind: 'reset' } });
    simulator.faults.add({
      on,
      effect: { kind: 'error', code: 'SlowDown', status: 503 },
    });
    simulator.faults.add({
      on,
      effect: { kind: 'response', status: 200, body: 'other' },
    });
    simulator.faults.add({ on, effect: { kind: 'delay', milliseconds: 1 } });
    const download = () => fetch(downloadUrl!);
    await expect(download()).rejects.toThrow('fetch failed');
    expect((await download()).status).toBe(503);
    expect(await (await download()).text()).toBe('other');
    expect(digestOf(Buffer.from(await (await download()).arrayBuffer()))).toBe(
      layerDigest,
    );
  });

  it('puts members over an answer', async () => {
    const build = await cloud.startBuild();
    cloud.simulator.faults.add({
      on: 'codebuild:BatchGetBuilds',
      effect: {
        kind: 'output',
        members: { builds: [], buildsNotFound: [build.id] },
      },
    });
    const get = new BatchGetBuildsCommand({ ids: [build.id!] });
    expect(await cloud.codeBuild.send(get)).toMatchObject({
      builds: [],
      buildsNotFound: [build.id],
    });
    expect(await cloud.codeBuild.send(get)).toMatchObject({
      builds: [{ id: build.id }],
    });
  });

  it('strikes what it is for, as often as it is for, after as many as it spares', async () => {
    const { faults } = cloud.simulator;
    const error = { kind: 'error', code: 'InvalidInputException' } as const;
    faults.add<StartBuildCommandInput>({
      on: 'codebuild:StartBuild',
      match: ({ projectName }) => projectName === 'others',
      skip: 1,
      times: 2,
      effect: error,
    });
    const tries = async (projectName: string) =>
      await cloud.startBuild({}, { projectName }).then(
        () => 'started',
        () => 'refused',
      );
    const outcomes: string[] = [];
    for (const name of ['images', 'others', 'others', 'others', 'others']) {
      outcomes.push(await tries(name));
    }
    expect(outcomes).toEqual([
      'started',
      'started',
      'refused',
      'refused',
      'started',
    ]);
    expect(faults.list()).toMatchObject([{ struck: 2, left: 0 }]);

    faults.clear();
    faults.add({
      id: 'by value',
      on: 'codebuild:StartBuild',
      match: { environmentVariablesOverride: [{ value: 'x' }] },
      times: Infinity,
      effect: error,
    });
    await cloud.startBuild();
    await expect(cloud.startBuild({ REPOSITORY_URI: 'x' })).rejects.toThrow();
    faults.remove('by value');
    await cloud.startBuild({ REPOSITORY_URI: 'x' });
  });

  it('strikes one account or region, and leaves the others alone', async () => {
    cloud.simulator.faults.add({
      on: 'ecr:DescribeImages',
      region: 'us-east-1',
      times: null,
      effect: { kind: 'error', code: 'AccessDeniedException' },
    });
    cloud.simulator.add({
      regions: [
        {
          account: ACCOUNT,
          region: 'us-east-1',
          repositories: [{ name: 'base' }],
        },
      ],
    });
    const describe = new DescribeImagesCommand({ repositoryName: 'base' });
    const there = new ECRClient(
      cloud.simulator.clientConfig(ACCOUNT, 'us-east-1'),
    );
    await expect(there.send(describe)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(cloud.ecr.send(describe)).resolves.toMatchObject({
      imageDetails: [],
    });
  });
});

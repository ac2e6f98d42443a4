import {
  BatchGetBuildsCommand,
  ListBuildsForProjectCommand,
  paginateListBuildsForProject,
  StopBuildCommand,
} from '@aws-sdk/client-codebuild';
import { DescribeImagesCommand } from '@aws-sdk/client-ecr';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { BuildEffect } from '../index';
import { TestCloud } from '../__testUtils__/TestCloud';

describe('CodeBuild', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await TestCloud.start({
      concurrentBuilds: 2,
      buckets: [{ name: 'contexts' }],
      projects: [
        { name: 'images' },
        { name: 'narrow', concurrentBuildLimit: 1 },
        { name: 'zipped', sourceLocation: 'contexts/source.zip' },
        { name: 'piped', pipeline: true },
      ],
    });
  });

  afterEach(() => cloud.stop());

  it('gives one build for a token, for five minutes, and refuses it with other parameters', async () => {
    const token = { idempotencyToken: 'token' };
    const first = await cloud.startBuild({}, token);
    expect(await cloud.startBuild({}, token)).toMatchObject({ id: first.id });
    await expect(cloud.startBuild({ EXTRA: '1' }, token)).rejects.toMatchObject(
      { name: 'InvalidInputException' },
    );
    cloud.clock.advance(5 * 60_000);
    expect((await cloud.startBuild({}, token)).id).not.toBe(first.id);
    expect(cloud.simulator.requests.counts()).toEqual({
      'codebuild:StartBuild': 4,
    });
  });

  it('gives one build for a call that the SDK retries with a token, and two without', async () => {
    for (const [idempotencyToken, builds] of [
      ['token', 1],
      [undefined, 3],
    ] as const) {
      cloud.simulator.faults.add({
        on: 'codebuild:StartBuild',
        times: 1,
        effect: { kind: 'reset', accepted: true },
      });
      await cloud.startBuild({}, { idempotencyToken });
      const { ids } = await cloud.codeBuild.send(
        new ListBuildsForProjectCommand({ projectName: 'images' }),
      );
      expect(ids).toHaveLength(builds);
    }
    const [first, second] = cloud.simulator.requests.list(
      'codebuild:StartBuild',
    );
    expect(first.invocationId).toBe(second.invocationId);
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
  });

  it('starts as many builds as the account may run, oldest first, when there is room', async () => {
    const builds = [
      await cloud.startBuild(),
      await cloud.startBuild(),
      await cloud.startBuild(),
    ];
    cloud.clock.advance(30_000);
    const phases = async () =>
      (await Promise.all(builds.map(build => cloud.look(build)))).map(
        build => build.currentPhase,
      );
    expect(await phases()).toEqual(['BUILD', 'BUILD', 'QUEUED']);
    await cloud.codeBuild.send(new StopBuildCommand({ id: builds[0].id! }));
    cloud.clock.advance(5_000);
    expect(await phases()).toEqual(['COMPLETED', 'BUILD', 'PROVISIONING']);
    const third = await cloud.look(builds[2]);
    const stopped = await cloud.look(builds[0]);
    expect(
      third.phases!.find(({ phaseType }) => phaseType === 'PROVISIONING')!
        .startTime,
    ).toEqual(stopped.endTime);
  });

  it('refuses what is over the limits of a project, and of the queue', async () => {
    const narrow = { projectName: 'narrow' };
    await cloud.startBuild({}, narrow);
    await expect(cloud.startBuild({}, narrow)).rejects.toMatchObject({
      name: 'AccountLimitExceededException',
    });
    cloud.simulator.region('111122223333', 'eu-central-1').concurrentBuilds = 0;
    await expect(cloud.startBuild()).rejects.toMatchObject({
      name: 'AccountLimitExceededException',
    });
  });

  it.each([
    ['timeoutInMinutesOverride', 4],
    ['timeoutInMinutesOverride', 2161],
    ['queuedTimeoutInMinutesOverride', 481],
  ] as const)('refuses %s of %d', async (name, value) => {
    await expect(cloud.startBuild({}, { [name]: value })).rejects.toMatchObject(
      { name: 'InvalidInputException' },
    );
  });

  it('starts a project of a pipeline only with a source and artifacts of its own', async () => {
    const projectName = 'piped';
    await expect(cloud.startBuild({}, { projectName })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message:
        'ArtifactsOverride must be set when using artifacts type CodePipelines',
    });
    const artifactsOverride = { type: 'NO_ARTIFACTS' as const };
    await expect(
      cloud.startBuild({}, { projectName, artifactsOverride }),
    ).rejects.toMatchObject({ name: 'InvalidInputException' });
    const build = await cloud.startBuild(
      {},
      { projectName, artifactsOverride, sourceTypeOverride: 'NO_SOURCE' },
    );
    expect(build.buildStatus).toBe('IN_PROGRESS');
  });

  it('refuses environment variables that are longer than 4,096 characters', async () => {
    await cloud.startBuild({ LONG: 'x'.repeat(4096) });
    await expect(
      cloud.startBuild({ LONG: 'x'.repeat(4097) }),
    ).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('lists what it does not know, and refuses more than 100 ids', async () => {
    const build = await cloud.startBuild();
    const unknown = Array.from({ length: 99 }, (_, index) => `images:${index}`);
    const answer = await cloud.codeBuild.send(
      new BatchGetBuildsCommand({ ids: [...unknown, build.arn!] }),
    );
    expect(answer.builds).toMatchObject([{ id: build.id }]);
    expect(answer.buildsNotFound).toEqual(unknown);
    await expect(
      cloud.codeBuild.send(
        new BatchGetBuildsCommand({ ids: [...unknown, 'a', 'b'] }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('lists builds in pages, newest first, and refuses a token of another list', async () => {
    cloud.simulator.region('111122223333', 'eu-central-1').concurrentBuilds =
      99;
    for (let number = 1; number <= 101; number += 1) {
      await cloud.startBuild();
    }
    const pages: string[][] = [];
    const list = { projectName: 'images' };
    for await (const page of paginateListBuildsForProject(
      { client: cloud.codeBuild },
      { ...list },
    )) {
      pages.push(page.ids!);
    }
    expect(pages.map(({ length }) => length)).toEqual([100, 1]);
    expect(await cloud.look({ id: pages[0][0] })).toMatchObject({
      buildNumber: 101,
    });
    const { nextToken } = await cloud.codeBuild.send(
      new ListBuildsForProjectCommand(list),
    );
    await expect(
      cloud.codeBuild.send(
        new ListBuildsForProjectCommand({
          ...list,
          sortOrder: 'ASCENDING',
          nextToken,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('stops a build once, and leaves one that has ended as it ended', async () => {
    const build = await cloud.startBuild();
    await cloud.after(20, build);
    const stop = new StopBuildCommand({ id: build.id! });
    const { build: stopped } = await cloud.codeBuild.send(stop);
    expect(stopped).toMatchObject({
      buildStatus: 'STOPPED',
      buildComplete: true,
      currentPhase: 'COMPLETED',
    });
    cloud.clock.advance(60_000);
    const again = await cloud.codeBuild.send(stop);
    expect(again.build).toEqual(stopped);
    expect(stopped!.exportedEnvironmentVariables).toEqual([]);
  });

  it('reads the version of the source that it is told to', async () => {
    const { VersionId } = await cloud.s3.send(
      new PutObjectCommand({
        Bucket: 'contexts',
        Key: 'source.zip',
        Body: 'a context',
      }),
    );
    const zipped = { projectName: 'zipped' };
    const found = await cloud.startBuild(
      {},
      { ...zipped, sourceVersion: VersionId },
    );
    const lost = await cloud.startBuild(
      {},
      { ...zipped, sourceVersion: 'x'.repeat(32) },
    );
    expect(await cloud.after(60, found)).toMatchObject({
      buildStatus: 'SUCCEEDED',
      resolvedSourceVersion: VersionId,
    });
    const failed = await cloud.look(lost);
    expect(failed.buildStatus).toBe('FAILED');
    expect(
      failed.phases!.find(({ phaseStatus }) => phaseStatus === 'FAILED'),
    ).toMatchObject({
      phaseType: 'DOWNLOAD_SOURCE',
      contexts: [
        { message: expect.stringContaining('NoSuchVersion') as string },
      ],
    });
  });

  describe('when something goes wrong with a build', () => {
    const seen = async (effect: BuildEffect, seconds: number) => {
      cloud.simulator.faults.add({
        on: 'build',
        match: { environment: { BUILD_KEY: 'unlucky' } },
        effect,
      });
      const lucky = await cloud.startBuild({ BUILD_KEY: 'lucky' });
      const unlucky = await cloud.startBuild(
        { BUILD_KEY: 'unlucky', IMAGE_TAG: 'b-1', LABELS_JSON: '{"key":"1"}' },
        {
          timeoutInMinutesOverride: 5,
          queuedTimeoutInMinutesOverride: 6,
        },
      );
      const build = await cloud.after(seconds, unlucky);
      expect(await cloud.look(lucky)).toMatchObject({
        buildStatus: 'SUCCEEDED',
      });
      return build;
    };

    it.each<[string, BuildEffect, number, object]>([
      [
        'fails in a phase',
        { kind: 'end', status: 'FAILED', phase: 'PRE_BUILD' },
        60,
        { buildStatus: 'FAILED', buildComplete: true },
      ],
      [
        'is a fault of AWS',
        { kind: 'end', status: 'FAULT' },
        60,
        { buildStatus: 'FAULT', buildComplete: true },
      ],
      [
        'is stuck in the queue',
        { kind: 'stuck', phase: 'QUEUED' },
        300,
        { buildStatus: 'IN_PROGRESS', currentPhase: 'QUEUED' },
      ],
      [
        'runs out of time in the queue',
        { kind: 'stuck', phase: 'QUEUED' },
        361,
        { buildStatus: 'TIMED_OUT', buildComplete: true },
      ],
      [
        'is stuck in a phase',
        { kind: 'stuck', phase: 'BUILD' },
        200,
        { buildStatus: 'IN_PROGRESS', currentPhase: 'BUILD' },
      ],
      [
        'runs out of time in a phase',
        { kind: 'stuck', phase: 'BUILD' },
        302,
        { buildStatus: 'TIMED_OUT', buildComplete: true },
      ],
      [
        'never ends',
        { kind: 'stuck', phase: 'BUILD', forever: true },
        3600,
        { buildStatus: 'IN_PROGRESS', currentPhase: 'BUILD' },
      ],
    ])('%s', async (_name, effect, seconds, expected) => {
      expect(await seen(effect, seconds)).toMatchObject(expected);
    });

    it('forgets it', async () => {
      expect(await seen({ kind: 'forgotten' }, 60)).toBeUndefined();
      const { ids } = await cloud.codeBuild.send(
        new ListBuildsForProjectCommand({ projectName: 'images' }),
      );
      expect(ids).toHaveLength(1);
    });

    it('runs POST_BUILD after a BUILD that failed, and pushes nothing', async () => {
      const build = await seen({ kind: 'end', status: 'FAILED' }, 60);
      expect(
        build.phases!.map(({ phaseType, phaseStatus }) => [
          phaseType,
          phaseStatus,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['BUILD', 'FAILED'],
          ['POST_BUILD', 'SUCCEEDED'],
        ]),
      );
      expect(build.exportedEnvironmentVariables).toEqual([]);
    });

    it.each<[string, BuildEffect, object]>([
      ['no image', { kind: 'image', wrong: 'missing' }, { found: false }],
      ['an image that is gone', { kind: 'expired' }, { found: false }],
      [
        'an index',
        { kind: 'image', wrong: 'index' },
        {
          found: true,
          exported: true,
          mediaType: 'application/vnd.oci.image.index.v1+json',
        },
      ],
      [
        'another digest than it says',
        { kind: 'image', wrong: 'digest' },
        { found: true, exported: false },
      ],
      [
        'a tag that somebody else has moved',
        { kind: 'tagMoved' },
        { found: true, exported: false },
      ],
      [
        'wrong labels',
        { kind: 'image', wrong: 'labels' },
        { found: true, exported: true },
      ],
    ])('succeeds with %s', async (_name, effect, expected) => {
      const build = await seen(effect, 60);
      expect(build.buildStatus).toBe('SUCCEEDED');
      const { imageDetails } = await cloud.ecr
        .send(
          new DescribeImagesCommand({
            repositoryName: 'base',
            imageIds: [{ imageTag: 'b-1' }],
          }),
        )
        .catch(() => ({ imageDetails: undefined }));
      const image = imageDetails?.[0];
      expect({
        found: image !== undefined,
        exported:
          build.exportedEnvironmentVariables![0].value === image?.imageDigest,
        mediaType: image?.imageManifestMediaType,
      }).toMatchObject(expected);
    });
  });
});

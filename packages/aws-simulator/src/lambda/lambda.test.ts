import {
  GetFunctionCommand,
  ListAliasesCommand,
  paginateListFunctions,
  UpdateFunctionCodeCommand,
  UpdateFunctionCodeCommandInput,
} from '@aws-sdk/client-lambda';
import { REGISTRY, TestCloud } from '../__testUtils__/TestCloud';

describe('Lambda', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await TestCloud.start({
      repositories: [
        {
          name: 'lambda',
          images: [
            { tags: ['one'], platform: 'linux/arm64' },
            { tags: ['two'], platform: 'linux/arm64' },
          ],
        },
      ],
      functions: Array.from({ length: 120 }, (_, index) => ({
        name: `function-${index}`,
        image: 'lambda:one',
        platform: 'linux/arm64',
        environment: { SECRET: 'value' },
        aliases: index === 1 ? ['live'] : [],
      })),
    });
  });

  afterEach(() => cloud.stop());

  const get = async (FunctionName: string) =>
    await cloud.lambda.send(new GetFunctionCommand({ FunctionName }));

  const update = async (input: Partial<UpdateFunctionCodeCommandInput> = {}) =>
    await cloud.lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName: 'function-0',
        ImageUri: `${REGISTRY}/lambda:two`,
        ...input,
      }),
    );

  it('lists functions fifty a page, without their states', async () => {
    const pages: number[] = [];
    for await (const { Functions } of paginateListFunctions(
      { client: cloud.lambda },
      { MaxItems: 1000 },
    )) {
      pages.push(Functions!.length);
      expect(Functions![0]).toMatchObject({
        PackageType: 'Image',
        Architectures: ['arm64'],
        Environment: { Variables: { SECRET: 'value' } },
      });
      expect(Functions![0].State).toBeUndefined();
    }
    expect(pages).toEqual([50, 50, 20]);
  });

  it('pins the digest that a tag stood for', async () => {
    const before = await get('function-0');
    cloud.simulator.pushImage('111122223333', 'eu-central-1', 'lambda', {
      tags: ['one'],
      content: 'newer',
    });
    const after = await get('function-0');
    expect(after).toMatchObject({
      Code: {
        ImageUri: `${REGISTRY}/lambda:one`,
        ResolvedImageUri: `${REGISTRY}/lambda@sha256:${after.Configuration!.CodeSha256}`,
      },
    });
    expect(after.Code).toEqual(before.Code);
  });

  it('updates one image at a time, and changes the revision when it is done', async () => {
    const before = await get('function-0');
    const { RevisionId } = await update({
      RevisionId: before.Configuration!.RevisionId,
    });
    await expect(update()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      $metadata: { httpStatusCode: 409 },
    });
    expect(await get('function-0')).toMatchObject({
      Configuration: { LastUpdateStatus: 'InProgress', RevisionId },
    });
    cloud.clock.advance(10_000);
    const after = await get('function-0');
    expect(after.Configuration!.LastUpdateStatus).toBe('Successful');
    expect(after.Configuration!.CodeSha256).not.toBe(
      before.Configuration!.CodeSha256,
    );
    await expect(update({ RevisionId })).rejects.toMatchObject({
      name: 'PreconditionFailedException',
      $metadata: { httpStatusCode: 412 },
    });
  });

  it('runs what it ran before when an update fails', async () => {
    const before = await get('function-0');
    cloud.simulator.faults.add({
      on: 'functionUpdate',
      match: { functionName: 'function-0' },
      effect: { code: 'InvalidImage', reason: 'It cannot be started.' },
    });
    await update();
    cloud.clock.advance(10_000);
    const after = await get('function-0');
    expect(after.Configuration).toMatchObject({
      LastUpdateStatus: 'Failed',
      LastUpdateStatusReasonCode: 'InvalidImage',
      LastUpdateStatusReason: 'It cannot be started.',
      CodeSha256: before.Configuration!.CodeSha256,
    });
    expect(after.Code).toEqual(before.Code);
  });

  it.each([
    ['is not there', 'none'],
    ['is an index', 'index'],
  ])('refuses an image that %s', async (_name, tag) => {
    cloud.simulator.faults.add({
      on: 'build',
      effect: { kind: 'image', wrong: 'index' },
    });
    cloud.simulator.add({
      regions: [
        {
          account: '111122223333',
          region: 'eu-central-1',
          projects: [{ name: 'images' }],
        },
      ],
    });
    const build = await cloud.startBuild({
      REPOSITORY_URI: `${REGISTRY}/lambda`,
      IMAGE_TAG: 'index',
    });
    await cloud.after(60, build);
    await expect(
      update({ ImageUri: `${REGISTRY}/lambda:${tag}` }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('refuses an image of another region', async () => {
    await expect(
      update({
        ImageUri: `${REGISTRY.replace('eu-central-1', 'us-east-1')}/lambda:two`,
      }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('lists the aliases of a function', async () => {
    const list = async (FunctionName: string) =>
      (await cloud.lambda.send(new ListAliasesCommand({ FunctionName })))
        .Aliases;
    expect(await list('function-0')).toEqual([]);
    expect(await list('function-1')).toMatchObject([{ Name: 'live' }]);
  });
});

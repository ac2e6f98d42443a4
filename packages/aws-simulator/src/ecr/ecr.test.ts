import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  paginateDescribeImages,
  PutImageCommand,
  PutLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr';
import { ACCOUNT, REGION, TestCloud } from '../__testUtils__/TestCloud';

const RULES = [
  {
    rulePriority: 1,
    selection: {
      tagStatus: 'tagged',
      tagPrefixList: ['src-'],
      countType: 'imageCountMoreThan',
      countNumber: 9999,
    },
    action: { type: 'expire' },
  },
  {
    rulePriority: 2,
    selection: {
      tagStatus: 'tagged',
      tagPrefixList: ['b-'],
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 7,
    },
    action: { type: 'expire' },
  },
  {
    rulePriority: 3,
    selection: {
      tagStatus: 'untagged',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 14,
    },
    action: { type: 'expire' },
  },
];

describe('ECR', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await TestCloud.start({
      repositories: [
        { name: 'base', images: [{ tags: ['one'] }, { tags: ['two'] }] },
        { name: 'fixed', immutable: true, images: [{ tags: ['one'] }] },
      ],
    });
  });

  afterEach(() => cloud.stop());

  const tags = async () => {
    const { imageDetails } = await cloud.ecr.send(
      new DescribeImagesCommand({ repositoryName: 'base', maxResults: 1000 }),
    );
    return imageDetails!.flatMap(({ imageTags = [] }) => imageTags).sort();
  };

  const manifest = async (repositoryName: string, imageTag: string) => {
    const { images } = await cloud.ecr.send(
      new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag }] }),
    );
    return images![0];
  };

  it('gives all of a thousand images only to those who turn the pages', async () => {
    for (let number = 0; number < 1001; number += 1) {
      cloud.simulator.pushImage(ACCOUNT, REGION, 'base', {
        tags: [`b-${number}`],
      });
    }
    const pages: number[] = [];
    for await (const { imageDetails } of paginateDescribeImages(
      { client: cloud.ecr, pageSize: 1000 },
      { repositoryName: 'base' },
    )) {
      pages.push(imageDetails!.length);
    }
    expect(pages).toEqual([1000, 3]);
  });

  it('fails to describe images of which one is not there, and lists it as a failure when manifests are asked for', async () => {
    const imageIds = [{ imageTag: 'one' }, { imageTag: 'none' }];
    await expect(
      cloud.ecr.send(
        new DescribeImagesCommand({ repositoryName: 'base', imageIds }),
      ),
    ).rejects.toMatchObject({ name: 'ImageNotFoundException' });
    const answer = await cloud.ecr.send(
      new BatchGetImageCommand({ repositoryName: 'base', imageIds }),
    );
    expect(answer.images).toMatchObject([{ imageId: { imageTag: 'one' } }]);
    expect(answer.failures).toMatchObject([
      { imageId: { imageTag: 'none' }, failureCode: 'ImageNotFound' },
    ]);
  });

  it('moves a tag, and says so when nothing was to be done', async () => {
    const two = await manifest('base', 'two');
    const put = (imageTag: string) =>
      cloud.ecr.send(
        new PutImageCommand({
          repositoryName: 'base',
          imageManifest: two.imageManifest,
          imageManifestMediaType: two.imageManifestMediaType,
          imageDigest: two.imageId!.imageDigest,
          imageTag,
        }),
      );
    await put('one');
    expect((await manifest('base', 'one')).imageId!.imageDigest).toBe(
      two.imageId!.imageDigest,
    );
    await expect(put('one')).rejects.toMatchObject({
      name: 'ImageAlreadyExistsException',
    });
  });

  it('moves no tag of an immutable repository', async () => {
    cloud.simulator.pushImage(ACCOUNT, REGION, 'fixed', { tags: ['two'] });
    const two = await manifest('fixed', 'two');
    await expect(
      cloud.ecr.send(
        new PutImageCommand({
          repositoryName: 'fixed',
          imageManifest: two.imageManifest,
          imageTag: 'one',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ImageTagAlreadyExistsException' });
  });

  it('keeps images whose layers were not pushed to the same repository out', async () => {
    const one = await manifest('base', 'one');
    await cloud.ecr.send(
      new CreateRepositoryCommand({ repositoryName: 'other' }),
    );
    await expect(
      cloud.ecr.send(
        new PutImageCommand({
          repositoryName: 'other',
          imageManifest: one.imageManifest,
        }),
      ),
    ).rejects.toMatchObject({ name: 'LayersNotFoundException' });
  });

  it('knows no repository of another account or region', async () => {
    const registryId = '444455556666';
    await expect(
      cloud.ecr.send(new DescribeRepositoriesCommand({ registryId })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const describe = { repositoryName: 'base', registryId };
    await expect(
      cloud.ecr.send(new DescribeImagesCommand(describe)),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const elsewhere = new ECRClient(
      cloud.simulator.clientConfig(ACCOUNT, 'us-east-1'),
    );
    await expect(
      elsewhere.send(new DescribeImagesCommand({ repositoryName: 'base' })),
    ).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  });

  it('expires images by rules, of which the first that selects an image shields it from the others', async () => {
    await cloud.ecr.send(
      new PutLifecyclePolicyCommand({
        repositoryName: 'base',
        lifecyclePolicyText: JSON.stringify({ rules: RULES }),
      }),
    );
    for (const [names, ageInDays] of [
      [['b-old'], 8],
      [['b-new'], 6],
      [['b-committed', 'src-1'], 400],
      [['src-2'], 400],
      [[], 15],
    ] as [string[], number][]) {
      cloud.simulator.pushImage(ACCOUNT, REGION, 'base', {
        tags: names,
        ageInDays,
        content: `${names}`,
      });
    }
    const expired = cloud.simulator.runLifecyclePolicies(ACCOUNT, REGION);
    expect(expired.base).toHaveLength(2);
    expect(await tags()).toEqual([
      'b-committed',
      'b-new',
      'one',
      'src-1',
      'src-2',
      'two',
    ]);
  });

  it.each([
    ['no JSON', 'rules'],
    ['no rules', '{"rules": []}'],
    [
      'two rules of one priority',
      JSON.stringify({ rules: [RULES[0], RULES[0]] }),
    ],
    [
      'tags without a status',
      JSON.stringify({
        rules: [
          {
            ...RULES[0],
            selection: { ...RULES[0].selection, tagStatus: 'any' },
          },
        ],
      }),
    ],
  ])('refuses a lifecycle policy with %s', async (_name, text) => {
    await expect(
      cloud.ecr.send(
        new PutLifecyclePolicyCommand({
          repositoryName: 'base',
          lifecyclePolicyText: text,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('builds on the layers and labels of the base', async () => {
    cloud.simulator.pushImage(ACCOUNT, REGION, 'base', {
      tags: ['child'],
      base: 'base:one',
      labels: { own: 'yes' },
    });
    const [parent, child] = await Promise.all(
      ['one', 'child'].map(async tag =>
        JSON.parse((await manifest('base', tag)).imageManifest!),
      ),
    );
    expect(child.layers.slice(0, -1)).toEqual(parent.layers);
    expect(child.config.digest).not.toBe(parent.config.digest);
  });
});

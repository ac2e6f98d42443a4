import { createHash } from 'node:crypto';
import * as ecr from '@aws-sdk/client-ecr';
import { AwsSimulator } from '../../index';
import { refused, settled } from './outcomes';
import { config } from './tourData';

/** Repositories and images. */
export async function tourRegistry(simulator: AwsSimulator): Promise<void> {
  const client = new ecr.ECRClient(config(simulator));
  const repositoryName = 'base/shared';
  const created = {
    repositoryName: 'base/new',
    imageTagMutability: 'MUTABLE' as const,
    imageScanningConfiguration: { scanOnPush: true },
  };
  await client.send(new ecr.CreateRepositoryCommand(created));
  await refused(client.send(new ecr.CreateRepositoryCommand(created)));
  await client.send(new ecr.DescribeRepositoriesCommand({ maxResults: 2 }));
  await refused(
    client.send(
      new ecr.DescribeRepositoriesCommand({ repositoryNames: ['not/there'] }),
    ),
  );
  const policy = {
    rules: [
      {
        rulePriority: 1,
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 14,
        },
        action: { type: 'expire' },
      },
    ],
  };
  await refused(
    client.send(new ecr.GetLifecyclePolicyCommand({ repositoryName })),
  );
  for (const lifecyclePolicyText of [
    JSON.stringify(policy),
    `{"rules": [{}]}`,
  ]) {
    await settled(
      client.send(
        new ecr.PutLifecyclePolicyCommand({
          repositoryName,
          lifecyclePolicyText,
        }),
      ),
    );
  }
  await client.send(new ecr.GetLifecyclePolicyCommand({ repositoryName }));
  await refused(
    client.send(new ecr.GetRepositoryPolicyCommand({ repositoryName })),
  );
  await client.send(
    new ecr.SetRepositoryPolicyCommand({ repositoryName, policyText: '{}' }),
  );
  await client.send(new ecr.GetRepositoryPolicyCommand({ repositoryName }));
  await client.send(new ecr.GetAuthorizationTokenCommand({}));

  for await (const _page of ecr.paginateDescribeImages(
    { client, pageSize: 2 },
    { repositoryName, filter: { tagStatus: 'TAGGED' } },
  ));
  for await (const _page of ecr.paginateListImages(
    { client, pageSize: 2 },
    { repositoryName },
  ));
  const { images } = await client.send(
    new ecr.BatchGetImageCommand({
      repositoryName,
      imageIds: [
        { imageTag: 'src-0' },
        { imageTag: 'not-there' },
        { imageDigest: `sha256:${'0'.repeat(64)}` },
      ],
      acceptedMediaTypes: [
        'application/vnd.docker.distribution.manifest.v2+json',
      ],
    }),
  );
  const imageManifest = images![0].imageManifest!;
  for (const imageIds of [
    [{ imageTag: 'src-0' }],
    [{ imageTag: 'not-there' }],
    [{ imageTag: 'src-0', imageDigest: `sha256:${'0'.repeat(64)}` }],
  ]) {
    await settled(
      client.send(new ecr.DescribeImagesCommand({ repositoryName, imageIds })),
    );
  }
  const layerDigest = JSON.parse(imageManifest).config.digest;
  for (const digest of [layerDigest, `sha256:${'0'.repeat(64)}`]) {
    await settled(
      client.send(
        new ecr.GetDownloadUrlForLayerCommand({
          repositoryName,
          layerDigest: digest,
        }),
      ),
    );
  }
  await client.send(
    new ecr.BatchCheckLayerAvailabilityCommand({
      repositoryName,
      layerDigests: [layerDigest, `sha256:${'0'.repeat(64)}`, 'none'],
    }),
  );
  const put = { repositoryName, imageManifest };
  for (const input of [
    { ...put, imageTag: 'again' },
    { ...put, imageTag: 'again' },
    { ...put, imageDigest: `sha256:${'0'.repeat(64)}` },
    { ...put, repositoryName: 'base/new' },
    { ...put, repositoryName: 'base/fixed', imageTag: 'one' },
    { ...put, repositoryName: 'not/there' },
    { ...put, imageManifest: 'nothing' },
  ]) {
    await settled(client.send(new ecr.PutImageCommand(input)));
  }
  await client.send(
    new ecr.BatchDeleteImageCommand({
      repositoryName,
      imageIds: [{ imageTag: 'again' }, { imageTag: 'not-there' }],
    }),
  );
  await tourUploads(client);
}

async function tourUploads(client: ecr.ECRClient): Promise<void> {
  const place = { repositoryName: 'base/new' };
  const layer = Buffer.from('a layer');
  const layerDigests = [
    `sha256:${createHash('sha256').update(layer).digest('hex')}`,
  ];
  const upload = async () =>
    (await client.send(new ecr.InitiateLayerUploadCommand(place))).uploadId;
  const part = {
    ...place,
    uploadId: await upload(),
    partFirstByte: 0,
    partLastByte: layer.length - 1,
    layerPartBlob: layer,
  };
  await refused(
    client.send(new ecr.UploadLayerPartCommand({ ...part, partLastByte: 99 })),
  );
  await refused(
    client.send(new ecr.UploadLayerPartCommand({ ...part, uploadId: 'none' })),
  );
  await refused(
    client.send(new ecr.CompleteLayerUploadCommand({ ...part, layerDigests })),
  );
  await client.send(new ecr.UploadLayerPartCommand(part));
  const whole = { ...place, uploadId: part.uploadId, layerDigests };
  await refused(
    client.send(
      new ecr.CompleteLayerUploadCommand({
        ...whole,
        layerDigests: [`sha256:${'0'.repeat(64)}`],
      }),
    ),
  );
  await client.send(new ecr.CompleteLayerUploadCommand(whole));
  const again = { ...part, uploadId: await upload() };
  await client.send(new ecr.UploadLayerPartCommand(again));
  await refused(
    client.send(
      new ecr.CompleteLayerUploadCommand({
        ...whole,
        uploadId: again.uploadId,
      }),
    ),
  );
  await refused(
    client.send(
      new ecr.DeleteRepositoryCommand({ repositoryName: 'base/shared' }),
    ),
  );
  await client.send(new ecr.DeleteRepositoryCommand({ ...place, force: true }));
}

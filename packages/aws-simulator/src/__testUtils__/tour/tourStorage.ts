import * as s3 from '@aws-sdk/client-s3';
import { AwsSimulator } from '../../index';
import { refused } from './outcomes';
import { config } from './tourData';

/** Objects and their versions. */
export async function tourStorage(simulator: AwsSimulator): Promise<void> {
  const client = new s3.S3Client(config(simulator));
  const object = { Bucket: 'contexts', Key: 'source.zip' };
  const { VersionId } = await client.send(
    new s3.PutObjectCommand({
      ...object,
      Body: 'a context',
      ChecksumAlgorithm: 'SHA256',
      Metadata: { revision: 'abc' },
    }),
  );
  await client.send(new s3.PutObjectCommand({ ...object, Body: 'newer' }));
  await refused(
    client.send(
      new s3.PutObjectCommand({ ...object, Body: 'more', IfNoneMatch: '*' }),
    ),
  );
  await client.send(
    new s3.PutObjectCommand({ Bucket: 'plain', Key: 'one', Body: 'plain' }),
  );
  await client.send(
    new s3.HeadObjectCommand({ ...object, VersionId, ChecksumMode: 'ENABLED' }),
  );
  const { Body } = await client.send(
    new s3.GetObjectCommand({ ...object, VersionId }),
  );
  await Body!.transformToString();
  for (const wrong of [
    { ...object, VersionId: 'x'.repeat(32) },
    { ...object, VersionId: 'short' },
    { ...object, Key: 'not-there' },
    { ...object, Bucket: 'not-there' },
  ]) {
    await refused(client.send(new s3.GetObjectCommand(wrong)));
    await refused(client.send(new s3.HeadObjectCommand(wrong)));
  }
  await client.send(new s3.HeadBucketCommand({ Bucket: 'contexts' }));
  await refused(client.send(new s3.HeadBucketCommand({ Bucket: 'not-there' })));
  for (const Bucket of ['contexts', 'plain']) {
    await client.send(new s3.GetBucketVersioningCommand({ Bucket }));
  }
  await client.send(
    new s3.DeleteObjectCommand({ Bucket: 'plain', Key: 'one' }),
  );
}

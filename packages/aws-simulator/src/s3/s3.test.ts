import { createReadStream, statSync } from 'node:fs';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ACCOUNT, REGION, TestCloud } from '../__testUtils__/TestCloud';

const OBJECT = { Bucket: 'contexts', Key: 'contexts/a b+ü.zip' };

describe('S3', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await TestCloud.start({
      buckets: [{ name: 'contexts' }, { name: 'plain', versioning: false }],
    });
  });

  afterEach(() => cloud.stop());

  const read = async (VersionId?: string) => {
    const { Body } = await cloud.s3.send(
      new GetObjectCommand({ ...OBJECT, VersionId }),
    );
    return await Body!.transformToString();
  };

  it('keeps every version of an object', async () => {
    const versions: (string | undefined)[] = [];
    for (const Body of ['first', 'second']) {
      const put = await cloud.s3.send(
        new PutObjectCommand({ ...OBJECT, Body }),
      );
      versions.push(put.VersionId);
    }
    expect(await read(versions[0])).toBe('first');
    expect(await read()).toBe('second');
    await cloud.s3.send(new DeleteObjectCommand(OBJECT));
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await read(versions[1])).toBe('second');
  });

  it('takes a stream with its checksum after it, and gives both back', async () => {
    const { ChecksumSHA256, VersionId } = await cloud.s3.send(
      new PutObjectCommand({
        ...OBJECT,
        Body: createReadStream(__filename),
        ContentLength: statSync(__filename).size,
        ChecksumAlgorithm: 'SHA256',
        ContentType: 'application/zip',
        Metadata: { revision: 'abc' },
      }),
    );
    expect(ChecksumSHA256).toMatch(/^.{44}$/);
    expect(
      await cloud.s3.send(
        new HeadObjectCommand({ ...OBJECT, ChecksumMode: 'ENABLED' }),
      ),
    ).toMatchObject({
      ChecksumSHA256,
      VersionId,
      ContentType: 'application/zip',
      Metadata: { revision: 'abc' },
    });
    expect(await read()).toContain('takes a stream');
  });

  it('refuses bytes that are not those of the checksum', async () => {
    await expect(
      cloud.s3.send(
        new PutObjectCommand({
          ...OBJECT,
          Body: 'a context',
          ChecksumSHA256: Buffer.alloc(32).toString('base64'),
        }),
      ),
    ).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('gives no version ids in a bucket without versions', async () => {
    const put = await cloud.s3.send(
      new PutObjectCommand({ Bucket: 'plain', Key: 'one', Body: 'x' }),
    );
    expect(put.VersionId).toBeUndefined();
  });

  it('refuses owners that are not expected, and other regions', async () => {
    const Bucket = 'contexts';
    await cloud.s3.send(
      new HeadBucketCommand({ Bucket, ExpectedBucketOwner: ACCOUNT }),
    );
    await expect(
      cloud.s3.send(
        new HeadBucketCommand({ Bucket, ExpectedBucketOwner: '444455556666' }),
      ),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    const elsewhere = new S3Client(
      cloud.simulator.clientConfig(ACCOUNT, 'us-east-1'),
    );
    await expect(
      elsewhere.send(new HeadBucketCommand({ Bucket })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
  });

  it('lets others into a bucket only where that is open to all, unless they expect another owner', async () => {
    const other = '444455556666';
    const open = 'open-contexts';
    cloud.simulator.add({
      regions: [
        {
          account: other,
          region: REGION,
          buckets: [
            { name: 'closed-contexts' },
            { name: open, openToAll: true },
          ],
        },
      ],
    });
    const put = (Bucket: string, ExpectedBucketOwner?: string) =>
      cloud.s3.send(
        new PutObjectCommand({
          Bucket,
          Key: 'one',
          Body: 'x',
          ExpectedBucketOwner,
        }),
      );
    const denied = { name: 'AccessDenied' };
    await expect(put('closed-contexts')).rejects.toMatchObject(denied);
    await expect(put(open, ACCOUNT)).rejects.toMatchObject(denied);
    await put(open);
    await put(open, other);
  });
});

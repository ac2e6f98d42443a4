import { open } from 'node:fs/promises';
import {
  GetBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  ServiceError,
  ServiceRequest,
  StoredContext,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { CONTEXT_KEY } from './contextKey';

/** An upload gets this long, and a second more for every 100 kB. */
const UPLOAD_TIMEOUT_MS = 30_000;
const BYTES_PER_MILLISECOND = 100;

/** The versioned bucket that takes build contexts. */
export class ContextBucket {
  static create(options: { clients: AwsClients }): ContextBucket {
    return new ContextBucket(options.clients);
  }

  private constructor(private readonly clients: AwsClients) {}

  /** Amazon S3 checks the content against the checksum, and that the bucket is the account's own. */
  async store({
    environment,
    path,
    sha256,
    signal,
  }: ServiceRequest & {
    path: string;
    sha256: string;
  }): Promise<StoredContext> {
    const { s3 } = await this.clients.of(environment);
    const { bucket, account } = environment;
    return callAws(`Context in ${bucket}`, signal, async () => {
      // A handle of our own is closed in any case; a stream that nobody reads would keep its file open.
      const file = await open(path);
      try {
        const { size } = await file.stat();
        const { VersionId } = await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: CONTEXT_KEY,
            Body: file.createReadStream({ autoClose: false }),
            ContentLength: size,
            ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
            ExpectedBucketOwner: account,
          }),
          {
            abortSignal: signal,
            requestTimeout: UPLOAD_TIMEOUT_MS + size / BYTES_PER_MILLISECOND,
          },
        );
        if (!VersionId || VersionId === 'null') {
          throw new ServiceError(
            'invalid',
            `The bucket ${bucket} keeps no versions: turn versioning on, so that a build reads the very context that it was given.`,
          );
        }
        return { location: `${bucket}/${CONTEXT_KEY}`, version: VersionId };
      } finally {
        await file.close();
      }
    });
  }

  async keepsVersions({
    environment,
    signal,
  }: ServiceRequest): Promise<boolean> {
    const { s3 } = await this.clients.of(environment);
    const { bucket, account } = environment;
    return callAws(`Bucket ${bucket}`, signal, async () => {
      const { Status } = await s3.send(
        new GetBucketVersioningCommand({
          Bucket: bucket,
          ExpectedBucketOwner: account,
        }),
        { abortSignal: signal },
      );
      return Status === 'Enabled';
    });
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { CallContext } from '../http/Call';
import { AwsError } from '../wire/AwsError';
import { checkChecksums } from './checksums';
import { BucketInput, findBucket } from './findBucket';
import { newestObject } from './findObject';
import { ObjectDescription } from './ObjectDescription';

/** What PutObject reads of a request. */
export interface PutObjectInput extends BucketInput {
  Key: string;
  Body: Buffer;
  IfNoneMatch?: string;
  /** All headers, also those that trail the body. */
  headers: Record<string, string>;
}

/** PutObject: a new version where the bucket has versions. */
export function putObject(
  input: PutObjectInput,
  context: CallContext,
): ObjectDescription {
  const bucket = findBucket(input, context);
  const { Key: key, Body: bytes, headers } = input;
  const checksums = checkChecksums(bytes, headers);
  if (input.IfNoneMatch === '*' && newestObject(bucket, key)) {
    throw new AwsError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      { status: 412, members: { Condition: 'If-None-Match' } },
    );
  }
  const versioned = bucket.versioning === 'Enabled';
  const version = {
    versionId: versioned ? randomBytes(24).toString('base64url') : 'null',
    blob: context.cloud.blobs.put(bytes),
    size: bytes.length,
    etag: createHash('md5').update(bytes).digest('hex'),
    checksums,
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    metadata: Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => name.startsWith('x-amz-meta-'))
        .map(([name, value]) => [name.slice('x-amz-meta-'.length), value]),
    ),
    modifiedAt: context.now,
  };
  const others = (bucket.objects[key] ?? []).filter(
    ({ versionId }) => versionId !== version.versionId,
  );
  bucket.objects[key] = [...others, version];
  return {
    ETag: `"${version.etag}"`,
    ServerSideEncryption: 'AES256',
    ...(versioned && { VersionId: version.versionId }),
    checksums,
  };
}

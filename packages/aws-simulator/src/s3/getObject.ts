import { randomBytes } from 'node:crypto';
import { CallContext } from '../http/Call';
import { AwsError } from '../wire/AwsError';
import { BucketInput, findBucket } from './findBucket';
import { findObject } from './findObject';
import { ObjectDescription } from './ObjectDescription';

/** What the requests about one object say. */
export interface ObjectInput extends BucketInput {
  Key: string;
  VersionId?: string;
  ChecksumMode?: string;
}

/** HeadObject. */
export function headObject(
  input: ObjectInput,
  context: CallContext,
): ObjectDescription {
  const bucket = findBucket(input, context);
  const version = findObject(bucket, input);
  return {
    ContentLength: version.size,
    ContentType: version.contentType,
    ETag: `"${version.etag}"`,
    LastModified: version.modifiedAt,
    ServerSideEncryption: 'AES256',
    ...(bucket.versioning && { VersionId: version.versionId }),
    ...(input.ChecksumMode === 'ENABLED' && { checksums: version.checksums }),
    metadata: version.metadata,
  };
}

/** GetObject, whole objects only. */
export function getObject(
  input: ObjectInput,
  context: CallContext,
): ObjectDescription {
  const { blob } = findObject(findBucket(input, context), input);
  const bytes = context.cloud.blobs.get(blob);
  if (!bytes) {
    throw new AwsError('InternalError', `The bytes of ${input.Key} are lost`, {
      status: 500,
    });
  }
  return { ...headObject(input, context), Body: bytes };
}

/** DeleteObject: a version for good; without one, a delete marker hides the object where the bucket has versions. */
export function deleteObject(
  input: ObjectInput,
  context: CallContext,
): ObjectDescription {
  const bucket = findBucket(input, context);
  const versions = bucket.objects[input.Key] ?? [];
  if (input.VersionId !== undefined) {
    bucket.objects[input.Key] = versions.filter(
      ({ versionId }) => versionId !== input.VersionId,
    );
    return { VersionId: input.VersionId };
  }
  if (!bucket.versioning) {
    delete bucket.objects[input.Key];
    return {};
  }
  const versionId = randomBytes(24).toString('base64url');
  bucket.objects[input.Key] = [
    ...versions,
    {
      versionId,
      blob: '',
      size: 0,
      etag: '',
      checksums: {},
      contentType: '',
      metadata: {},
      modifiedAt: context.now,
      deleted: true,
    },
  ];
  return { VersionId: versionId, DeleteMarker: true };
}

import { BucketState, ObjectVersionState } from '../state';
import { AwsError } from '../wire/AwsError';

/** The newest version of an object unless it was deleted. */
export function newestObject(
  bucket: BucketState,
  key: string,
): ObjectVersionState | undefined {
  const newest = bucket.objects[key]?.at(-1);
  return newest?.deleted ? undefined : newest;
}

/** A version of an object. Throws NoSuchKey, NoSuchVersion, or InvalidArgument for what is no version id. */
export function findObject(
  bucket: BucketState,
  input: { Key: string; VersionId?: string },
): ObjectVersionState {
  const { Key: key, VersionId: versionId } = input;
  if (versionId === undefined) {
    const newest = newestObject(bucket, key);
    if (!newest) {
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', {
        status: 404,
        members: { Key: key },
      });
    }
    return newest;
  }
  if (versionId !== 'null' && !/^[\w-]{32}$/.test(versionId)) {
    throw new AwsError('InvalidArgument', 'Invalid version id specified', {
      members: { ArgumentName: 'versionId', ArgumentValue: versionId },
    });
  }
  const found = bucket.objects[key]?.find(
    version => version.versionId === versionId,
  );
  if (!found) {
    throw new AwsError(
      'NoSuchVersion',
      'The specified version does not exist.',
      { status: 404, members: { Key: key, VersionId: versionId } },
    );
  }
  if (found.deleted) {
    throw new AwsError(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      { status: 405, members: { Method: 'GET', ResourceType: 'DeleteMarker' } },
    );
  }
  return found;
}

import { CallContext } from '../http/Call';
import { BucketState } from '../state';
import { AwsError } from '../wire/AwsError';

/** What all requests about a bucket say. */
export interface BucketInput {
  Bucket: string;
  ExpectedBucketOwner?: string;
}

/** The bucket of a request. Throws NoSuchBucket, AccessDenied for another account's, PermanentRedirect for another region's. */
export function findBucket(
  input: BucketInput,
  { cloud, account, region }: CallContext,
): BucketState {
  const bucket = cloud.state.buckets[input.Bucket];
  if (!bucket) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
      members: { BucketName: input.Bucket },
    });
  }
  if (
    (bucket.account !== account && !bucket.openToAll) ||
    (input.ExpectedBucketOwner ?? bucket.account) !== bucket.account
  ) {
    throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
  }
  if (bucket.region !== region.region) {
    throw new AwsError(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      { status: 301, members: { Bucket: input.Bucket } },
    );
  }
  return bucket;
}

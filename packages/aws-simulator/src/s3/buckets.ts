import { CallContext } from '../http/Call';
import { BucketInput, findBucket } from './findBucket';

/** HeadBucket. */
export function headBucket(
  input: BucketInput,
  context: CallContext,
): { BucketRegion: string } {
  return { BucketRegion: findBucket(input, context).region };
}

/** GetBucketVersioning: no status for a bucket that never had versions. */
export function getBucketVersioning(
  input: BucketInput,
  context: CallContext,
): { Status?: string } {
  const { versioning } = findBucket(input, context);
  return versioning ? { Status: versioning } : {};
}

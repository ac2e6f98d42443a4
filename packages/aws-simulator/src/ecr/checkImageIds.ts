import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import { AwsError } from '../wire/AwsError';

/** The identifiers of a batch. Throws InvalidParameterException for none, or for more than 100. */
export function checkImageIds(
  ids: ImageIdentifier[] | undefined,
): ImageIdentifier[] {
  if (!ids?.length || ids.length > 100) {
    throw new AwsError(
      'InvalidParameterException',
      "Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have length between 1 and 100'",
    );
  }
  return ids;
}

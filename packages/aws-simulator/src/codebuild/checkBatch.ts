import { AwsError } from '../wire/AwsError';

const LARGEST_BATCH = 100;

/** The ids of a batch, each once. Throws InvalidInputException for none, or for more than 100. */
export function checkBatch(ids: string[] | undefined, name: string): string[] {
  if (!ids?.length || ids.length > LARGEST_BATCH) {
    throw new AwsError(
      'InvalidInputException',
      `Invalid ${name}: must have 1 to ${LARGEST_BATCH} members`,
    );
  }
  return [...new Set(ids)];
}

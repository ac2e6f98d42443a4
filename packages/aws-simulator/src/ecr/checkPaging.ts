import { AwsError } from '../wire/AwsError';

/** Refuses page sizes out of 1 to 1000, more than 100 names, and pages of things that are named. */
export function checkPaging(
  input: { nextToken?: string; maxResults?: number },
  names: unknown[] | undefined,
  member: string,
): void {
  const { maxResults, nextToken } = input;
  if (maxResults !== undefined && !(maxResults >= 1 && maxResults <= 1000)) {
    throw new AwsError(
      'InvalidParameterException',
      "Invalid parameter at 'maxResults' failed to satisfy constraint: 'must be between 1 and 1000'",
    );
  }
  if (names?.length && (maxResults !== undefined || nextToken !== undefined)) {
    throw new AwsError(
      'InvalidParameterException',
      `Invalid parameter: 'maxResults' and 'nextToken' cannot be used with '${member}'`,
    );
  }
  if (names && names.length > 100) {
    throw new AwsError(
      'InvalidParameterException',
      `Invalid parameter at '${member}' failed to satisfy constraint: 'Member must have length less than or equal to 100'`,
    );
  }
}

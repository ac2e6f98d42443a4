import { FunctionState, RegionState } from '../state';
import { AwsError } from '../wire/AwsError';

/** The function of a name or ARN. Throws ResourceNotFoundException. */
export function findFunction(
  reference: string | undefined,
  region: RegionState,
): FunctionState {
  const prefix = `arn:aws:lambda:${region.region}:${region.account}:function:`;
  const name = (reference ?? '').replace(prefix, '');
  const found = region.functions[name];
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Function not found: ${prefix}${name}`,
      { status: 404 },
    );
  }
  return found;
}

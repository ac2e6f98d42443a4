import { Operation } from '../http/Call';
import { assumeRole } from './assumeRole';
import { getCallerIdentity } from './getCallerIdentity';

/** STS, API version 2011-06-15. */
export const stsOperations: Record<string, Operation> = {
  AssumeRole: assumeRole,
  GetCallerIdentity: getCallerIdentity,
};

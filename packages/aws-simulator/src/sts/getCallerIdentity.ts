import { CallContext } from '../http/Call';

/** GetCallerIdentity. */
export function getCallerIdentity(
  _input: unknown,
  { account, principal }: CallContext,
) {
  return { UserId: 'AIDASIMULATOR', Account: account, Arn: principal };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { isError } from '@backstage/errors';
import { AwsCredentialProvider } from '@backstage/integration-aws-node';
import { ServiceError } from '@base-images/backstage-plugin-base-images-node';
import { describeError } from './describeError';
import { toServiceError } from './toServiceError';

type CredentialProvider = AwsCredentialProvider['sdkCredentialProvider'];

/** Credentials are asked for without a signal: of AWS STS, of the metadata of the machine, of a program. */
const TIMEOUT_MS = 20_000;

/** The same credentials, unless they take too long. Without them nothing was asked of the service, which the errors say. */
export function timelyCredentials(
  provider: CredentialProvider,
  account: string,
  timeoutMs: number = TIMEOUT_MS,
): CredentialProvider {
  return async options => {
    const waiting = new AbortController();
    try {
      return await Promise.race([
        provider(options),
        sleep(timeoutMs, undefined, { signal: waiting.signal }).then(() => {
          throw new ServiceError(
            'throttled',
            `Credentials for account ${account}: they did not come within ${timeoutMs / 1000} s.`,
          );
        }),
      ]);
    } catch (error) {
      throw credentialsError(error, account);
    } finally {
      waiting.abort();
    }
  };
}

/** Why there are no credentials: wrong ones are `denied`, and what may be there later is `throttled`. */
export function credentialsError(
  error: unknown,
  account: string,
): ServiceError {
  const known = toServiceError(error, `Credentials for account ${account}`);
  if (known.kind !== 'no-answer') {
    return known;
  }
  const { name, status } = describeError(error);
  const isNetwork =
    status !== undefined ||
    name === 'TimeoutError' ||
    (isError(error) && error.code !== undefined);
  return new ServiceError(
    isNetwork ? 'throttled' : 'denied',
    isNetwork
      ? known.message
      : `${known.message} Name the account in aws.accounts of the configuration.`,
    { cause: error },
  );
}

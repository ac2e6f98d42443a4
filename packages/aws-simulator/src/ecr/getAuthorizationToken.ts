import type {
  GetAuthorizationTokenRequest,
  GetAuthorizationTokenResponse,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { seconds } from '../wire/seconds';
import { Wire } from '../wire/Wire';

const TOKEN_MILLISECONDS = 12 * 60 * 60 * 1000;

/** GetAuthorizationToken: a user and password for the registry; the password says which account and region it is for. */
export function getAuthorizationToken(
  _input: Wire<GetAuthorizationTokenRequest>,
  { region, now }: CallContext,
): Wire<GetAuthorizationTokenResponse> {
  const { account, region: place } = region;
  return {
    authorizationData: [
      {
        authorizationToken: Buffer.from(`AWS:${account}/${place}`).toString(
          'base64',
        ),
        expiresAt: seconds(now + TOKEN_MILLISECONDS),
        proxyEndpoint: `https://${account}.dkr.ecr.${place}.amazonaws.com`,
      },
    ],
  };
}

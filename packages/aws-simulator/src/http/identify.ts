import { SimulatorState } from '../state';
import { AwsError } from '../wire/AwsError';
import { RawRequest } from './RawMessage';

/** Who signed a request, and for which region. */
export interface Caller {
  accessKeyId: string;
  account: string;
  region: string;
  principal: string;
}

const SCOPE =
  /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/;

/** The service that a request was signed for, or undefined for a request without a signature. */
export function signedService(request: RawRequest): string | undefined {
  return SCOPE.exec(request.headers.authorization ?? '')?.[3];
}

/** Who a request says that it is of, whether that is true or not. */
export function claimed(
  request: RawRequest,
): Partial<Pick<Caller, 'accessKeyId' | 'account' | 'region'>> {
  const [, accessKeyId, region] =
    SCOPE.exec(request.headers.authorization ?? '') ?? [];
  const account = /^AKIA(\d{12})$/.exec(accessKeyId ?? '')?.[1];
  return { accessKeyId, account, region };
}

/**
 * Who calls. The access key id `AKIA` and twelve digits stands for a user of that account, whatever the secret; others must come
 * from AssumeRole. Signatures themselves are not checked.
 */
export function identify(
  request: RawRequest,
  state: SimulatorState,
  now: number,
): Caller {
  const { accessKeyId, account, region = '' } = claimed(request);
  if (!accessKeyId) {
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
      { status: 403 },
    );
  }
  if (account) {
    const principal = `arn:aws:iam::${account}:user/simulator`;
    return { accessKeyId, account, region, principal };
  }
  const session = state.sessions[accessKeyId];
  if (!session || session.token !== request.headers['x-amz-security-token']) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      { status: 403 },
    );
  }
  if (session.expiresAt <= now) {
    throw new AwsError(
      'ExpiredTokenException',
      'The security token included in the request is expired',
      { status: 403 },
    );
  }
  return {
    accessKeyId,
    account: session.account,
    region,
    principal: session.principal,
  };
}

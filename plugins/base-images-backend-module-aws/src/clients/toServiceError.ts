import {
  ServiceError,
  ServiceErrorKind,
} from '@base-images/backstage-plugin-base-images-node';
import { redact } from '../redact';
import { describeError, ErrorDescription } from './describeError';

const MAX_MESSAGE = 2_000;

const KINDS: [RegExp, ServiceErrorKind][] = [
  [
    /^(?:BandwidthLimitExceeded|ExpiredToken|ExpiredTokenException|PriorRequestNotComplete|RequestExpired|RequestTimeTooSkewed|RequestInTheFuture|Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled|RequestThrottledException|SlowDown|ProvisionedThroughputExceededException)$/,
    'throttled',
  ],
  [/^(?:AccountLimitExceededException|LimitExceededException)$/, 'limit'],
  [
    /^(?:AccessDenied|AccessDeniedException|InvalidAccessKeyId|UnauthorizedOperation|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|CredentialsProviderError|TokenProviderError|Forbidden)$/,
    'denied',
  ],
  [
    /^(?:ResourceNotFoundException|RepositoryNotFoundException|ImageNotFoundException|LayersNotFoundException|LifecyclePolicyNotFoundException|NoSuchBucket|NoSuchKey|NotFound)$/,
    'not-found',
  ],
  [
    /^(?:ImageTagAlreadyExistsException|ResourceConflictException|PreconditionFailed|PreconditionFailedException|ResourceInUseException)$/,
    'conflict',
  ],
];

/** What a request is refused with that was signed at another time, or with a wrong secret. */
const SIGNATURE = /^(?:InvalidSignatureException|SignatureDoesNotMatch)$/;

/** How S3 says that a bucket is elsewhere (Amazon S3 User Guide, "Error responses"). */
const ELSEWHERE =
  /^(?:PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/;

const DENIED =
  'Check the credentials of this account in the configuration, and the rights of its role.';

/**
 * An error of the AWS SDK as the plugin's own: what a service answered with a status of its own was not done; where there is no
 * such answer, nobody knows.
 *
 * @param what - what was tried, for the message.
 */
export function toServiceError(error: unknown, what: string): ServiceError {
  if (error instanceof ServiceError) {
    return error;
  }
  const description = describeError(error);
  const kind = kindOf(description);
  const { name, message } = description;
  const said = redact(message || name).slice(0, MAX_MESSAGE);
  const advice = adviceOf(kind, name);
  return new ServiceError(
    kind,
    `${what}: ${advice ? `${said.replace(/[.\s]*$/, '.')} ${advice}` : said}`,
    { cause: error },
  );
}

function kindOf({
  name,
  message,
  status,
  isSkewed,
}: ErrorDescription): ServiceErrorKind {
  const known = KINDS.find(([pattern]) => pattern.test(name))?.[1];
  // Of a machine with a wrong clock, the SDK marks every error: only these are of the clock.
  if (status === 429 || (isSkewed && SIGNATURE.test(name))) {
    return 'throttled';
  }
  if (known) {
    return known;
  }
  if (
    status === undefined ||
    status === 408 ||
    /^RequestTimeout(?:Exception)?$/.test(name)
  ) {
    return 'no-answer';
  }
  if (status === 401 || status === 403) {
    return 'denied';
  }
  if (status >= 300 && status < 500) {
    return name === 'InvalidInputException' && /token/i.test(message)
      ? 'mismatch'
      : 'invalid';
  }
  return 'no-answer';
}

function adviceOf(kind: ServiceErrorKind, name: string): string | undefined {
  if (ELSEWHERE.test(name)) {
    return 'It may be in another region: correct the region of the environment.';
  }
  return kind === 'denied' ? DENIED : undefined;
}

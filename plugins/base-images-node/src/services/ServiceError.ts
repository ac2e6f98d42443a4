/**
 * Why a registry or a build service did not do what it was asked to:
 *
 * - `no-answer`: nobody knows whether it was done (a connection that broke, a time-out, a 5xx status);
 * - `throttled`, `limit`: not done, try later (too many requests; an account or project has as many builds as it may);
 * - `denied`: not done, credentials or rights are wrong or have ended;
 * - `not-found`: what was named is not there;
 * - `mismatch`: a token was used before with other parameters;
 * - `conflict`: something else stands where this would be put;
 * - `invalid`: the request or the answer is not what it should be; trying again is no help.
 *
 * @public
 */
export type ServiceErrorKind =
  | 'no-answer'
  | 'throttled'
  | 'limit'
  | 'denied'
  | 'not-found'
  | 'mismatch'
  | 'conflict'
  | 'invalid';

/** An error of an {@link ImageRegistry} or a {@link BuildService}; its message says what to do, and holds no secret. @public */
export class ServiceError extends Error {
  readonly kind: ServiceErrorKind;

  constructor(kind: ServiceErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServiceError';
    this.kind = kind;
  }
}

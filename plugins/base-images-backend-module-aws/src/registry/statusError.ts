import { ServiceError } from '@base-images/backstage-plugin-base-images-node';

/**
 * What the status of a registry's answer means.
 *
 * @param what - the image, for the message.
 */
export function statusError(
  { status, headers }: Response,
  what: string,
): ServiceError {
  const message = `${what}: the registry answers with status ${status}.`;
  if (status === 429) {
    return new ServiceError(
      'throttled',
      `${message} It allows only so many requests: a mirror in baseImages.aws.registryMirrors has limits of its own.`,
    );
  }
  if (status === 401 || status === 403) {
    return new ServiceError(
      'denied',
      `${message} It is asked without credentials: name a mirror that needs none in baseImages.aws.registryMirrors, or write the digest where the image is named.`,
    );
  }
  if (status === 404) {
    return new ServiceError('not-found', message);
  }
  if (status >= 300 && status < 400) {
    const location = headers.get('location') ?? '';
    const place = URL.canParse(location)
      ? new URL(location).host
      : 'another address';
    return new ServiceError(
      'invalid',
      `${what}: the registry sends to ${place}, which is not followed. Name the address to ask in baseImages.aws.registryMirrors.`,
    );
  }
  return new ServiceError(status >= 500 ? 'no-answer' : 'invalid', message);
}

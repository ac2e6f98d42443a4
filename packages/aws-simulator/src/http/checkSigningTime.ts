import { AwsError } from '../wire/AwsError';
import { RawRequest } from './RawMessage';

const MINUTE = 60_000;

/**
 * Why a request is refused that was signed at another time than it is for AWS: by more than five minutes, for S3 by more than
 * fifteen (AWS General Reference, "Signature Version 4 request elements"; Amazon S3 API reference, "Error responses").
 */
export function checkSigningTime(
  request: RawRequest,
  service: string,
  now: number,
): AwsError | undefined {
  const text = request.headers['x-amz-date'] ?? '';
  const signedAt = Date.parse(
    text.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    ),
  );
  const allowed = (service === 's3' ? 15 : 5) * MINUTE;
  if (Math.abs(now - signedAt) <= allowed) {
    return undefined;
  }
  if (service === 's3') {
    return new AwsError(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      { status: 403 },
    );
  }
  const bound = (milliseconds: number) =>
    new Date(milliseconds).toISOString().replace(/\.\d+|[-:]/g, '');
  return new AwsError(
    service === 'sts' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
    signedAt < now
      ? `Signature expired: ${text} is now earlier than ${bound(now - allowed)} (${bound(now)} - 5 min.)`
      : `Signature not yet current: ${text} is still later than ${bound(now + allowed)} (${bound(now)} + 5 min.)`,
    { status: service === 'lambda' || service === 'sts' ? 403 : 400 },
  );
}

import { RequestEffect } from '../faults';
import { RawResponse } from './RawMessage';

/** An answer that is no answer of the service. */
export function respondInstead(
  effect: Extract<RequestEffect, { kind: 'response' }>,
): RawResponse {
  const {
    status,
    contentType = 'text/html',
    body = '<html><h1>Bad Gateway</h1></html>',
    date,
  } = effect;
  return {
    status,
    headers: {
      'content-type': contentType,
      ...(date && { date: new Date(date).toUTCString() }),
    },
    body: typeof body === 'string' ? body : Buffer.from(body),
  };
}

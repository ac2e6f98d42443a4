import { createHash } from 'node:crypto';
import { Request, Response } from 'express';

type TaggedRequest = Pick<Request, 'header'>;

/** Sends a JSON answer under an ETag that is made from its bytes, or 304 when the caller has it already. */
export function sendTagged<T>(
  request: TaggedRequest,
  response: Response<T>,
  body: T,
): void {
  const json = JSON.stringify(body);
  send(request, response, hashEtag(json), () => json);
}

/**
 * As {@link sendTagged}, for large answers: they are only made when the caller lacks them.
 *
 * @param identity - What the answer is a pure function of.
 */
export function sendTaggedLazily<T>(
  request: TaggedRequest,
  response: Response<T>,
  identity: string,
  body: () => T,
): void {
  send(request, response, hashEtag(identity), () => JSON.stringify(body()));
}

/** Callers have been authorized before: what is sent is theirs alone, and is asked for again each time. */
function send(
  request: TaggedRequest,
  response: Response,
  etag: string,
  json: () => string,
): void {
  response.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  if (names(request.header('If-None-Match'), etag)) {
    response.status(304).end();
  } else {
    response.type('json').send(json());
  }
}

function hashEtag(content: string): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}

/**
 * RFC 9110, section 13.1.2. Not left to Express, which never answers 304 to `Cache-Control: no-cache`, and `fetch` adds that
 * header to every request that names an ETag.
 */
function names(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map(candidate => candidate.trim().replace(/^W\//, ''))
    .some(candidate => candidate === etag || candidate === '*');
}

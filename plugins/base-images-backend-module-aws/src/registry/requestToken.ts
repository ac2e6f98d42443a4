import { ServiceError } from '@base-images/backstage-plugin-base-images-node';
import { parseObject } from './chooseManifest';
import { readBounded } from './readBounded';
import { statusError } from './statusError';

const MAX_BODY = 100_000;

/** A token for pulling, from where an answer with status 401 says ("Token Authentication Specification" of Docker). */
export async function requestToken(
  response: Response,
  image: { repository: string; what: string },
  signal: AbortSignal,
): Promise<string> {
  const { repository, what } = image;
  const challenge = response.headers.get('www-authenticate') ?? '';
  const parameter = (name: string) =>
    new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
  const realm = parameter('realm');
  if (!/^bearer /i.test(challenge) || !realm || !URL.canParse(realm)) {
    throw new ServiceError(
      'denied',
      `${what}: the registry asks for credentials.`,
    );
  }
  const url = new URL(realm);
  const origin = new URL(response.url);
  if (url.protocol !== 'https:' && url.host !== origin.host) {
    throw new ServiceError(
      'denied',
      `${what}: ${realm} is no address to get a token.`,
    );
  }
  url.searchParams.set('service', parameter('service') ?? '');
  url.searchParams.set('scope', `repository:${repository}:pull`);
  const answer = await fetch(url, { signal, redirect: 'manual' });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw statusError(answer, what);
  }
  const body = parseObject(
    (await readBounded(answer, MAX_BODY)).toString('utf8'),
    `${what}: the token of the registry`,
  );
  const token = body.token ?? body.access_token;
  if (typeof token !== 'string') {
    throw new ServiceError('invalid', `${what}: the registry gives no token.`);
  }
  return token;
}

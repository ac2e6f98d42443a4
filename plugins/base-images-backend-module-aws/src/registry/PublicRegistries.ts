import { createHash } from 'node:crypto';
import {
  ImageReference,
  ServiceError,
} from '@base-images/backstage-plugin-base-images-node';
import { callAws } from '../clients/callAws';
import { chooseManifest, MANIFEST_TYPES } from './chooseManifest';
import { readBounded } from './readBounded';
import { requestToken } from './requestToken';
import { statusError } from './statusError';

const MAX_BODY = 4_000_000;
const TIMEOUT_MS = 15_000;
/** Answers that are remembered. */
const MAX_KNOWN = 1_000;
const DOCKER_HUB = 'docker.io';

/**
 * Registries outside of AWS accounts, asked without credentials (OCI distribution specification, "Pulling manifests"; "Token
 * Authentication Specification" of Docker). Only hosts that the configuration allows are ever asked.
 */
export class PublicRegistries {
  static create(options: {
    /** Addresses that are asked instead, by host. */
    mirrors?: Readonly<Record<string, string>>;
  }): PublicRegistries {
    return new PublicRegistries(options.mirrors ?? {});
  }

  /** By image and platform: the digest of what the tag named, and what was chosen in it. */
  readonly #known = new Map<string, { tagged: string; chosen: string }>();

  private constructor(
    private readonly mirrors: Readonly<Record<string, string>>,
  ) {}

  /**
   * A tag that was read before is only asked for its digest: Docker Hub counts every manifest that is read as a pull, of which it
   * allows few without credentials.
   *
   * @throws ServiceError `denied` for a registry that is not allowed.
   */
  async resolveDigest(
    reference: ImageReference,
    options: {
      platform: string;
      allowed: readonly string[];
      signal?: AbortSignal;
    },
  ): Promise<string> {
    const { platform, allowed } = options;
    const host = reference.registry ?? DOCKER_HUB;
    if (!allowed.includes(host)) {
      throw new ServiceError(
        'denied',
        `The registry ${host} may not be asked. Add it to registries of the environment, or write the digest where the image is named.`,
      );
    }
    const repository =
      host === DOCKER_HUB && !reference.repository.includes('/')
        ? `library/${reference.repository}`
        : reference.repository;
    const tag = reference.tag ?? 'latest';
    const what = `${host}/${repository}:${tag}`;
    const url = `${this.#address(host)}/v2/${repository}/manifests/${tag}`;
    const image = { repository, what };
    const signal = AbortSignal.any([
      AbortSignal.timeout(TIMEOUT_MS),
      ...(options.signal ? [options.signal] : []),
    ]);
    return callAws(what, options.signal, async () => {
      const known = this.#known.get(`${what} ${platform}`);
      if (known) {
        const head = await request('HEAD', url, image, signal);
        if (head.headers.get('docker-content-digest') === known.tagged) {
          return known.chosen;
        }
      }
      const response = await request('GET', url, image, signal);
      const body = await readBounded(response, MAX_BODY);
      const tagged = `sha256:${createHash('sha256').update(body).digest('hex')}`;
      const chosen =
        chooseManifest(body.toString('utf8'), platform, what) ?? tagged;
      if (this.#known.size >= MAX_KNOWN) {
        this.#known.clear();
      }
      this.#known.set(`${what} ${platform}`, { tagged, chosen });
      return chosen;
    });
  }

  #address(host: string): string {
    const mirror = Object.hasOwn(this.mirrors, host)
      ? this.mirrors[host]
      : undefined;
    return (
      mirror?.replace(/\/+$/, '') ??
      (host === DOCKER_HUB ? 'https://registry-1.docker.io' : `https://${host}`)
    );
  }
}

/** An answer with a status of success. A redirection is none: it could lead to a host that is not allowed. */
async function request(
  method: 'GET' | 'HEAD',
  url: string,
  image: { repository: string; what: string },
  signal: AbortSignal,
): Promise<Response> {
  const ask = (headers: Record<string, string>) =>
    fetch(url, {
      method,
      headers: { accept: MANIFEST_TYPES.join(', '), ...headers },
      signal,
      redirect: 'manual',
    });
  let response = await ask({});
  if (response.status === 401) {
    await response.body?.cancel();
    const token = await requestToken(response, image, signal);
    response = await ask({ authorization: `Bearer ${token}` });
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw statusError(response, image.what);
  }
  return response;
}

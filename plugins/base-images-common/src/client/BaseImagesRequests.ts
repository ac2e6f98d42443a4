import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { RequestOptions, Tagged } from './BaseImagesApi';

/** What the client needs of a discovery service, of the frontend or of the backend. @public */
export interface BaseImagesDiscoveryApi {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** What the client needs of a fetch API, of the frontend or of the platform. @public */
export interface BaseImagesFetchApi {
  fetch: typeof fetch;
}

type Query = Record<string, string | number | boolean | undefined>;

/** Requests to the Base Images backend, with what every one of them has in common. */
export class BaseImagesRequests {
  static create(options: {
    discoveryApi: BaseImagesDiscoveryApi;
    fetchApi?: BaseImagesFetchApi;
  }): BaseImagesRequests {
    return new BaseImagesRequests(
      options.discoveryApi,
      options.fetchApi ?? { fetch: (...request) => fetch(...request) },
    );
  }

  private constructor(
    private readonly discoveryApi: BaseImagesDiscoveryApi,
    private readonly fetchApi: BaseImagesFetchApi,
  ) {}

  async get<T>(
    path: string[],
    query: Query,
    options?: RequestOptions,
  ): Promise<T> {
    return readJson(await this.send(path, query, {}, options));
  }

  /** @returns undefined when the ETag still is `etag` */
  async getTagged<T>(
    path: string[],
    etag: string | undefined,
    options?: RequestOptions,
  ): Promise<Tagged<T> | undefined> {
    const response = await this.send(
      path,
      {},
      etag === undefined ? {} : { 'If-None-Match': etag },
      options,
    );
    return response.status === 304
      ? undefined
      : {
          etag: response.headers.get('ETag') ?? undefined,
          value: await readJson<T>(response),
        };
  }

  async getOfEntity<T>(
    entityRef: string,
    what: string,
    query: Query,
    options?: RequestOptions,
  ): Promise<T> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return this.get(['entities', kind, namespace, name, what], query, options);
  }

  async post<T>(
    path: string[],
    body: object,
    options?: RequestOptions,
  ): Promise<T> {
    return readJson(
      await this.send(
        path,
        {},
        { 'Content-Type': 'application/json' },
        options,
        { method: 'POST', body: JSON.stringify(body) },
      ),
    );
  }

  private async send(
    path: string[],
    query: Query,
    headers: Record<string, string>,
    options: RequestOptions = {},
    content: Pick<RequestInit, 'method' | 'body'> = {},
  ): Promise<Response> {
    const baseUrl = await this.discoveryApi.getBaseUrl('base-images');
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        search.set(name, String(value));
      }
    }
    const suffix = search.size > 0 ? `?${search}` : '';
    const url = `${baseUrl}/${path.map(encodeURIComponent).join('/')}${suffix}`;
    return this.fetchApi.fetch(url, {
      ...content,
      headers: {
        ...headers,
        ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}),
      },
      signal: options.signal,
    });
  }
}

async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.json();
}

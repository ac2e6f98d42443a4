import { randomUUID } from 'node:crypto';
import { Cloud, regionOf, settle } from '../Cloud';
import { checkTag, checkReferences, readManifest } from '../ecr/putImage';
import { storeImage } from '../ecr/storeImage';
import { RawRequest, RawResponse } from '../http/RawMessage';
import { RepositoryState } from '../state';
import { AwsError } from '../wire/AwsError';
import { digestOf } from '../wire/sha256';
import { RegistryError } from './RegistryError';

/** Where the registry begins. */
export const REGISTRY_PATH = '/v2/';

const ROUTE =
  /^\/v2\/(?:(\d{12})\/([a-z0-9-]+)\/)?(.+?)\/(manifests|blobs|blobs\/uploads|tags)\/([^/]*)$/;

/**
 * Account and region of the data whose repositories are found without them, as in a registry that is open to everybody: the
 * simulator then stands for `public.ecr.aws`, say.
 *
 * @public
 */
export const PUBLIC_IMAGES = { account: '000000000000', region: 'public' };

/**
 * The OCI distribution API, for builders that push and pull for real: `/v2/ACCOUNT/REGION/REPOSITORY/…`. It stands for
 * `ACCOUNT.dkr.ecr.REGION.amazonaws.com`, which a builder's configuration maps to it, and asks for no credentials.
 */
export class Registry {
  private readonly cloud: Cloud;
  private readonly uploads = new Map<string, Buffer[]>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  /** Answers a request. */
  answer(request: RawRequest): RawResponse {
    try {
      return this.route(request);
    } catch (error) {
      if (error instanceof RegistryError) {
        return error.response();
      }
      if (error instanceof AwsError) {
        return new RegistryError(
          400,
          'MANIFEST_INVALID',
          error.message,
        ).response();
      }
      throw error;
    }
  }

  private route(request: RawRequest): RawResponse {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    if (pathname === REGISTRY_PATH) {
      return reply(200, {});
    }
    const match = ROUTE.exec(pathname);
    if (!match) {
      throw new RegistryError(404, 'NAME_INVALID', pathname);
    }
    const [, owner, place, name, kind, reference] = match;
    const { account, region } =
      owner === undefined ? PUBLIC_IMAGES : { account: owner, region: place };
    settle(this.cloud);
    const repository = regionOf(this.cloud.state, account, region).repositories[
      name
    ];
    if (!repository) {
      throw new RegistryError(
        404,
        'NAME_UNKNOWN',
        `The repository with name '${name}' does not exist in the registry with id '${account}'`,
      );
    }
    const reading = request.method === 'GET' || request.method === 'HEAD';
    switch (kind) {
      case 'manifests':
        return reading
          ? readImage(repository, decodeURIComponent(reference), this.cloud)
          : this.putManifest(repository, reference, request);
      case 'blobs':
        return this.readBlob(repository, reference);
      case 'tags':
        return reply(
          200,
          {},
          JSON.stringify({ name, tags: Object.keys(repository.tags).sort() }),
        );
      default:
        return this.upload(
          repository,
          request,
          pathname,
          reference,
          searchParams,
        );
    }
  }

  private putManifest(
    repository: RepositoryState,
    reference: string,
    request: RawRequest,
  ): RawResponse {
    const manifest = request.body.toString();
    const { mediaType, references } = readManifest(
      manifest,
      request.headers['content-type'],
    );
    const digest = digestOf(manifest);
    const tag = reference.startsWith('sha256:') ? undefined : reference;
    // A push that changes nothing is fine here, unlike with PutImage.
    if (tag ? repository.tags[tag] !== digest : !repository.images[digest]) {
      checkTag(repository, digest, tag);
      checkReferences(repository, mediaType, references);
      storeImage(
        repository,
        { manifest, mediaType, tags: tag ? [tag] : [] },
        this.cloud.clock.now(),
      );
    }
    return reply(201, {
      'docker-content-digest': digest,
      location: new URL(request.url, 'http://localhost').pathname,
    });
  }

  private readBlob(repository: RepositoryState, digest: string): RawResponse {
    const bytes =
      repository.blobs[digest] === undefined
        ? undefined
        : this.cloud.blobs.get(digest);
    if (!bytes) {
      throw new RegistryError(404, 'BLOB_UNKNOWN', digest);
    }
    return reply(
      200,
      {
        'content-type': 'application/octet-stream',
        'docker-content-digest': digest,
      },
      bytes,
    );
  }

  /** Uploads in one request or in several: POST opens one, PATCH adds to it, PUT with the digest ends it. */
  private upload(
    repository: RepositoryState,
    request: RawRequest,
    pathname: string,
    id: string,
    query: URLSearchParams,
  ): RawResponse {
    const key = id || randomUUID();
    const location = id ? pathname : `${pathname}${key}`;
    const chunks = id ? this.uploads.get(id) : [];
    if (!chunks) {
      throw new RegistryError(404, 'BLOB_UPLOAD_UNKNOWN', key);
    }
    chunks.push(request.body);
    const expected = query.get('digest');
    if (expected) {
      this.uploads.delete(key);
      const bytes = Buffer.concat(chunks);
      if (digestOf(bytes) !== expected) {
        throw new RegistryError(400, 'DIGEST_INVALID', expected);
      }
      repository.blobs[this.cloud.blobs.put(bytes)] = bytes.length;
      return reply(201, {
        'docker-content-digest': expected,
        location: location.replace(/uploads\/[^/]*$/, expected),
      });
    }
    this.uploads.set(key, chunks);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return reply(202, {
      location,
      range: `0-${Math.max(0, length - 1)}`,
      'docker-upload-uuid': key,
    });
  }
}

function readImage(
  repository: RepositoryState,
  reference: string,
  cloud: Cloud,
): RawResponse {
  const image = repository.images[repository.tags[reference] ?? reference];
  if (!image) {
    throw new RegistryError(404, 'MANIFEST_UNKNOWN', reference);
  }
  image.lastPulledAt = cloud.clock.now();
  return reply(
    200,
    {
      'content-type': image.mediaType,
      'docker-content-digest': image.digest,
    },
    image.manifest,
  );
}

function reply(
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = '',
): RawResponse {
  return {
    status,
    headers: {
      'docker-distribution-api-version': 'registry/2.0',
      ...headers,
    },
    body,
  };
}

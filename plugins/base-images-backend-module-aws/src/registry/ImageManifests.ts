import { BatchGetImageCommand, ImageFailure } from '@aws-sdk/client-ecr';
import {
  ImageContents,
  ServiceError,
  ServiceErrorKind,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { MANIFEST_TYPES } from './chooseManifest';
import { readImageContents } from './readImageContents';

/** A manifest, byte for byte as it was pushed. */
export interface ImageManifest {
  manifest: string;
  mediaType: string;
  digest: string;
}

/** What the images of a repository of Amazon ECR are made of. */
export class ImageManifests {
  static create(options: {
    clients: AwsClients;
    fetchLayer: typeof fetch;
  }): ImageManifests {
    return new ImageManifests(options.clients, options.fetchLayer);
  }

  private constructor(
    private readonly clients: AwsClients,
    private readonly fetchLayer: typeof fetch,
  ) {}

  /** @throws ServiceError `not-found` when there is no such image. */
  async get({
    environment,
    repository,
    digest,
    tag,
    signal,
  }: ServiceRequest & {
    repository: string;
    digest?: string;
    tag?: string;
  }): Promise<ImageManifest> {
    const what = `Image ${repository}${digest ? `@${digest}` : `:${tag}`}`;
    const { ecr } = await this.clients.of(environment);
    return callAws(what, signal, async () => {
      const { images = [], failures = [] } = await ecr.send(
        new BatchGetImageCommand({
          registryId: environment.account,
          repositoryName: repository,
          imageIds: [{ imageDigest: digest, imageTag: tag }],
          acceptedMediaTypes: [...MANIFEST_TYPES],
        }),
        { abortSignal: signal },
      );
      const [image] = images;
      if (!image?.imageManifest) {
        throw failureOf(what, failures[0]);
      }
      return {
        manifest: image.imageManifest,
        mediaType: image.imageManifestMediaType ?? '',
        digest: image.imageId?.imageDigest ?? digest ?? '',
      };
    });
  }

  /** @throws ServiceError `not-found` when there is no such image. */
  async read(
    request: ServiceRequest & { repository: string; digest: string },
  ): Promise<ImageContents> {
    const { environment, repository, digest, signal } = request;
    const { ecr } = await this.clients.of(environment);
    const { manifest, mediaType } = await this.get(request);
    return callAws(`Image ${repository}@${digest}`, signal, () =>
      readImageContents({
        ecr,
        environment,
        repository,
        digest,
        manifest,
        mediaType,
        signal,
        fetchLayer: this.fetchLayer,
      }),
    );
  }
}

/** An answer without the image: that it is not there is only one of its reasons. */
function failureOf(
  what: string,
  failure: ImageFailure | undefined,
): ServiceError {
  const { failureCode, failureReason } = failure ?? {};
  const because = (kind: ServiceErrorKind) =>
    new ServiceError(
      kind,
      `${what}: ${failureReason ?? failureCode ?? 'Amazon ECR gave neither the image nor a reason'}.`,
    );
  switch (failureCode) {
    case 'ImageNotFound':
    case 'ImageTagDoesNotMatchDigest':
      return because('not-found');
    case 'KmsError':
    case 'UpstreamAccessDenied':
      return because('denied');
    case 'UpstreamTooManyRequests':
    case 'UpstreamUnavailable':
      return because('throttled');
    case undefined:
      return because('no-answer');
    default:
      return because('invalid');
  }
}

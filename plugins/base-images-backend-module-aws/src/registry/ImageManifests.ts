import { BatchGetImageCommand } from '@aws-sdk/client-ecr';
import {
  ImageContents,
  ServiceError,
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
        throw new ServiceError(
          'not-found',
          `${what}: ${failures[0]?.failureReason ?? 'it is not there'}.`,
        );
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

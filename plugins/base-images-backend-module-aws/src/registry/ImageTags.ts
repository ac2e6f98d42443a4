import { isError } from '@backstage/errors';
import { PutImageCommand } from '@aws-sdk/client-ecr';
import {
  ServiceError,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { ImageListings } from './ImageListings';
import { ImageManifests } from './ImageManifests';

interface TagRequest extends ServiceRequest {
  repository: string;
  digest: string;
  tag: string;
}

/** Gives images of Amazon ECR tags, and never takes a tag from another image. */
export class ImageTags {
  static create(options: {
    clients: AwsClients;
    listings: ImageListings;
    manifests: ImageManifests;
  }): ImageTags {
    return new ImageTags(options);
  }

  private constructor(
    private readonly options: {
      clients: AwsClients;
      listings: ImageListings;
      manifests: ImageManifests;
    },
  ) {}

  async add(request: TagRequest): Promise<void> {
    if (await this.#isThere(request)) {
      return;
    }
    const { environment, repository, digest, tag, signal } = request;
    const { clients, manifests } = this.options;
    const { ecr } = await clients.of(environment);
    const { manifest, mediaType } = await manifests.get({
      environment,
      repository,
      digest,
      signal,
    });
    await callAws(`Tag ${tag} of ${repository}`, signal, async () => {
      try {
        await ecr.send(
          new PutImageCommand({
            registryId: environment.account,
            repositoryName: repository,
            imageManifest: manifest,
            imageManifestMediaType: mediaType || undefined,
            imageDigest: digest,
            imageTag: tag,
          }),
          { abortSignal: signal },
        );
      } catch (error) {
        // Somebody was faster: this very image, or another one.
        if (!isTaken(error) || !(await this.#isThere(request))) {
          throw error;
        }
      }
    });
  }

  /** @throws ServiceError `conflict` when the tag names another image. */
  async #isThere(request: TagRequest): Promise<boolean> {
    const { repository, digest, tag } = request;
    const [present] = await this.options.listings.find({
      ...request,
      tags: [tag],
    });
    if (present && present.digest !== digest) {
      throw new ServiceError(
        'conflict',
        `The tag ${tag} of ${repository} names another image, ${present.digest}. Find out who pushed it, and remove the tag.`,
      );
    }
    return present !== undefined;
  }
}

function isTaken(error: unknown): boolean {
  return (
    isError(error) && /^Image(?:Tag)?AlreadyExistsException$/.test(error.name)
  );
}

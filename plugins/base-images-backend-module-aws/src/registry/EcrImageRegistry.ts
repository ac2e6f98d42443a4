import {
  FunctionSummary,
  ImageContents,
  ImageRegistry,
  ImageSummary,
  parseImageReference,
  ServiceError,
  ServiceRequest,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { LambdaFunctions } from '../functions/LambdaFunctions';
import { chooseManifest } from './chooseManifest';
import { ecrHost } from './ecrHost';
import { ImageListings } from './ImageListings';
import { ImageManifests } from './ImageManifests';
import { ImageTags } from './ImageTags';
import { PublicRegistries } from './PublicRegistries';
import { Repositories } from './Repositories';
import { requireReadable } from './requireReadable';

/** Amazon ECR, and the functions of AWS Lambda that run its images. */
export class EcrImageRegistry implements ImageRegistry {
  static create(options: {
    clients: AwsClients;
    registries: PublicRegistries;
    fetchLayer?: typeof fetch;
  }): EcrImageRegistry {
    const { clients, registries, fetchLayer = fetch } = options;
    const listings = ImageListings.create({ clients });
    const manifests = ImageManifests.create({ clients, fetchLayer });
    return new EcrImageRegistry({
      listings,
      manifests,
      tags: ImageTags.create({ clients, listings, manifests }),
      repositories: Repositories.create({ clients }),
      functions: LambdaFunctions.create({ clients }),
      registries,
    });
  }

  private constructor(
    private readonly parts: {
      listings: ImageListings;
      manifests: ImageManifests;
      tags: ImageTags;
      repositories: Repositories;
      functions: LambdaFunctions;
      registries: PublicRegistries;
    },
  ) {}

  async findImages(
    request: ServiceRequest & { repository: string; tags: readonly string[] },
  ): Promise<ImageSummary[]> {
    return this.parts.listings.find(request);
  }

  async listImages(
    request: ServiceRequest & {
      repository: string;
      tagPrefix: string;
      limit: number;
    },
  ): Promise<ImageSummary[]> {
    return this.parts.listings.list(request);
  }

  async readImage(
    request: ServiceRequest & { repository: string; digest: string },
  ): Promise<ImageContents> {
    return this.parts.manifests.read(request);
  }

  async resolveDigest(
    request: ServiceRequest & { image: string; platform: string },
  ): Promise<string> {
    const { environment, image, platform } = request;
    const reference = parseImageReference(image);
    if (!reference) {
      throw new ServiceError('invalid', `${image} is no image reference.`);
    }
    if (reference.digest) {
      return reference.digest;
    }
    if (reference.registry === ecrHost(environment)) {
      requireReadable(reference.repository, environment);
      const found = await this.parts.manifests.get({
        ...request,
        repository: reference.repository,
        tag: reference.tag ?? 'latest',
      });
      return chooseManifest(found.manifest, platform, image) ?? found.digest;
    }
    return this.parts.registries.resolveDigest(reference, {
      platform,
      allowed: environment.registries,
      signal: request.signal,
    });
  }

  async ensureRepository(
    request: ServiceRequest & { repository: string },
  ): Promise<void> {
    await this.parts.repositories.ensure(request);
  }

  async tagImage(
    request: ServiceRequest & {
      repository: string;
      digest: string;
      tag: string;
    },
  ): Promise<void> {
    await this.parts.tags.add(request);
  }

  async listFunctions(
    request: ServiceRequest & { known: readonly FunctionSummary[] },
  ): Promise<FunctionSummary[]> {
    return this.parts.functions.list(request);
  }

  async deployImage(
    request: ServiceRequest & {
      functionName: string;
      repository: string;
      fromDigest: string;
      toDigest: string;
      begun?: string;
      onBegin?(revision: string): Promise<void>;
    },
  ): Promise<void> {
    await this.parts.functions.deploy({
      ...request,
      image: `${this.repositoryUri(request.environment, request.repository)}@${request.toDigest}`,
    });
  }

  repositoryUri(environment: SourceEnvironment, repository: string): string {
    return `${ecrHost(environment)}/${repository}`;
  }
}

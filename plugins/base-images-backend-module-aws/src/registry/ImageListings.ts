import {
  DescribeImagesCommand,
  ImageDetail,
  paginateDescribeImages,
} from '@aws-sdk/client-ecr';
import {
  ImageSummary,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { allPages } from '../clients/allPages';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { toServiceError } from '../clients/toServiceError';
import { isRepositoryMissing } from './isRepositoryMissing';

/** Identifiers that one DescribeImages takes. */
const BATCH = 100;
/** Images that one DescribeImages gives, at most. */
const PAGE = 1_000;
const MAX_PAGES = 200;

/** Which images a repository of Amazon ECR has. */
export class ImageListings {
  static create(options: { clients: AwsClients }): ImageListings {
    return new ImageListings(options.clients);
  }

  private constructor(private readonly clients: AwsClients) {}

  async find(
    request: ServiceRequest & { repository: string; tags: readonly string[] },
  ): Promise<ImageSummary[]> {
    const { tags } = request;
    const found = new Map<string, ImageSummary>();
    for (let start = 0; start < tags.length; start += BATCH) {
      const batch = tags.slice(start, start + BATCH);
      for (const image of await this.#findBatch(request, batch)) {
        found.set(image.digest, image);
      }
    }
    return [...found.values()];
  }

  async #findBatch(
    request: ServiceRequest & { repository: string },
    tags: readonly string[],
  ): Promise<ImageSummary[]> {
    try {
      return await this.#describe(request, tags);
    } catch (error) {
      request.signal?.throwIfAborted();
      const known = toServiceError(error, `Images of ${request.repository}`);
      if (known.kind !== 'not-found') {
        throw known;
      }
      if (isRepositoryMissing(error) || tags.length === 1) {
        return [];
      }
    }
    // One tag that is not there refuses all of them.
    const found: ImageSummary[] = [];
    for (const tag of tags) {
      found.push(...(await this.#findBatch(request, [tag])));
    }
    return found;
  }

  async #describe(
    {
      environment,
      repository,
      signal,
    }: ServiceRequest & { repository: string },
    tags: readonly string[],
  ): Promise<ImageSummary[]> {
    const { ecr } = await this.clients.of(environment);
    const { imageDetails = [] } = await ecr.send(
      new DescribeImagesCommand({
        registryId: environment.account,
        repositoryName: repository,
        imageIds: tags.map(imageTag => ({ imageTag })),
      }),
      { abortSignal: signal },
    );
    return imageDetails.flatMap(toSummary);
  }

  async list({
    environment,
    repository,
    tagPrefix,
    limit,
    signal,
  }: ServiceRequest & {
    repository: string;
    tagPrefix: string;
    limit: number;
  }): Promise<ImageSummary[]> {
    const { ecr } = await this.clients.of(environment);
    const found: ImageSummary[] = [];
    await callAws(`Images of ${repository}`, signal, async () => {
      // The order of pages is not told: the newest may be on any of them.
      const pages = paginateDescribeImages(
        { client: ecr, pageSize: PAGE },
        {
          registryId: environment.account,
          repositoryName: repository,
          filter: { tagStatus: 'TAGGED' },
        },
        { abortSignal: signal },
      );
      try {
        for await (const { imageDetails = [] } of allPages(pages, MAX_PAGES)) {
          found.push(
            ...imageDetails
              .flatMap(toSummary)
              .filter(({ tags }) =>
                tags.some(tag => tag.startsWith(tagPrefix)),
              ),
          );
        }
      } catch (error) {
        if (!isRepositoryMissing(error)) {
          throw error;
        }
      }
    });
    return found.sort(byAge).slice(0, limit);
  }
}

/** Newest first, and always in the same order. */
function byAge(a: ImageSummary, b: ImageSummary): number {
  const [first, second] = [
    `${b.pushedAt} ${b.digest}`,
    `${a.pushedAt} ${a.digest}`,
  ];
  return first < second ? -1 : Number(first > second);
}

function toSummary(detail: ImageDetail): ImageSummary[] {
  const { imageDigest, imageTags, imagePushedAt, imageSizeInBytes } = detail;
  return imageDigest
    ? [
        {
          digest: imageDigest,
          tags: imageTags ?? [],
          pushedAt: (imagePushedAt ?? new Date(0)).toISOString(),
          sizeInBytes: imageSizeInBytes ?? 0,
        },
      ]
    : [];
}

import {
  ImageNode,
  ImageRegistry,
  ImageSummary,
  IMAGE_TAG_PREFIX,
  imageTag,
  RefusedImage,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { registryOf } from '../rebuild/runner/RunContext';
import { NewImage } from '../rebuild/store/RebuildRecords';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { acceptImage } from './acceptImage';
import { chooseTags } from './chooseTags';

/** Images of a repository that is not known yet of which the newest ones are looked for. */
const NEWEST = 5;

/** What there is to know of a repository before it is asked. */
export interface RepositoryQuestion {
  repository: string;
  /** The images that it is for, with the build keys that they should have, as far as those are known. */
  expected: readonly { node: ImageNode; key: string | null }[];
  /** Verified images, oldest first. */
  kept: readonly NewImage[];
  turns: readonly string[];
  refused: Readonly<Record<string, RefusedImage>>;
  /** Layers of the image of a base image, where they are known. */
  baseChain(name: string, digest: string): string | null;
}

export interface RepositoryAnswer {
  /** Oldest first. */
  images: NewImage[];
  turns: string[];
  refused: Record<string, RefusedImage>;
}

/** Asks one repository after the other what it has. */
export class RepositoryObserver {
  static create(options: {
    registry: ImageRegistry;
    images: RebuildStore;
  }): RepositoryObserver {
    return new RepositoryObserver(options.registry, options.images);
  }

  /** Repositories in which images of before this plugin's time were looked for. */
  readonly #searched = new Set<string>();

  private constructor(
    private readonly registry: ImageRegistry,
    private readonly images: RebuildStore,
  ) {}

  /** The images of a repository that are still there, with those that are new. */
  async observe(
    question: RepositoryQuestion,
    request: ServiceRequest,
  ): Promise<RepositoryAnswer> {
    const { repository, expected, kept } = question;
    const place = registryOf(request.environment);
    const newest = expected.flatMap(
      ({ node }) =>
        kept.findLast(image => image.platform === node.target.platform) ?? [],
    );
    const { requests, turns } = chooseTags({
      expected: expected.flatMap(({ key }) => (key ? [imageTag(key)] : [])),
      newest: newest.map(image => imageTag(image.buildKey)),
      known: new Set(kept.map(image => imageTag(image.buildKey))),
      turns: question.turns,
    });
    const found: ImageSummary[] = [];
    for (const tags of requests) {
      found.push(
        ...(await this.registry.findImages({ ...request, repository, tags })),
      );
    }
    if (newest.length === 0 && found.length < expected.length) {
      found.push(...(await this.#search(place, repository, request)));
    }
    const asked = new Set(requests.flat());
    const { added, refused } = await this.#readNew(found, question, request);
    if (added.length > 0) {
      await this.images.saveImages(place, added);
    }
    const gone = kept.filter(
      image =>
        asked.has(imageTag(image.buildKey)) &&
        !found.some(summary => summary.digest === image.digest),
    );
    for (const image of gone) {
      await this.images.forgetImage(place, repository, image.buildKey);
    }
    return {
      images: [...kept.filter(image => !gone.includes(image)), ...added].sort(
        (a, b) => (a.pushedAt < b.pushedAt ? -1 : 1),
      ),
      // What came is confirmed from now on.
      turns: turns.filter(
        tag => !added.some(image => imageTag(image.buildKey) === tag),
      ),
      refused: {
        ...Object.fromEntries(
          // Who was not asked for in this round, but awaits a turn.
          Object.entries(question.refused).filter(
            ([tag]) => turns.includes(tag) && !asked.has(tag),
          ),
        ),
        ...refused,
      },
    };
  }

  async #search(
    place: string,
    repository: string,
    request: ServiceRequest,
  ): Promise<ImageSummary[]> {
    const search = `${place} ${repository}`;
    if (this.#searched.has(search)) {
      return [];
    }
    const found = await this.registry.listImages({
      ...request,
      repository,
      tagPrefix: IMAGE_TAG_PREFIX,
      limit: NEWEST,
    });
    this.#searched.add(search);
    return found;
  }

  /** What an image is never changes, so that one that was refused is not read again as long as it has its tag. */
  async #readNew(
    found: readonly ImageSummary[],
    { repository, expected, kept, refused, baseChain }: RepositoryQuestion,
    request: ServiceRequest,
  ): Promise<{ added: NewImage[]; refused: Record<string, RefusedImage> }> {
    const added: NewImage[] = [];
    const stillRefused: Record<string, RefusedImage> = {};
    const nodes = expected.map(({ node }) => node);
    for (const summary of found) {
      const { digest, tags } = summary;
      const isKnown = [...kept, ...added].some(
        image => image.digest === digest,
      );
      if (isKnown) {
        continue;
      }
      let refusal = Object.values(refused).find(
        image => image.digest === digest,
      );
      if (!refusal) {
        const contents = await this.registry.readImage({
          ...request,
          repository,
          digest,
        });
        const image = acceptImage(summary, contents, nodes, baseChain);
        if (!('problem' in image)) {
          added.push(image);
          continue;
        }
        refusal = {
          digest,
          message: `It was not accepted: ${image.problem}. Find out who pushed it, and remove its tag.`,
        };
      }
      for (const tag of tags) {
        if (tag.startsWith(IMAGE_TAG_PREFIX)) {
          stillRefused[tag] = refusal;
        }
      }
    }
    return { added, refused: stillRefused };
  }
}

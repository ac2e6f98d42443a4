import { createHash } from 'node:crypto';
import {
  BuildRequest,
  BuildService,
  BuildStatus,
  ImageContents,
  ImageRegistry,
  ImageSummary,
  ServiceError,
} from '@base-images/backstage-plugin-base-images-node';
import { PreparedContext } from '../runner/ContextPreparer';

interface MemoryBuild extends BuildStatus {
  request: BuildRequest;
}

/** A registry and a build service in memory: builds end when a test says so. */
export class MemoryServices {
  /** Labels of the image that each context gives, by the hash of the context. */
  readonly contexts = new Map<
    string,
    { labels: Record<string, string>; platform: string }
  >();
  readonly builds = new Map<string, MemoryBuild>();
  readonly images = new Map<string, (ImageContents & ImageSummary)[]>();
  /** Every request that starts a build, those that are answered again included. */
  readonly starts: BuildRequest[] = [];
  readonly stops: string[] = [];
  /** Thrown by the next starts, in order; `undefined` lets one through. `after` begins the build all the same. */
  readonly startFaults: (
    { error: ServiceError; after?: boolean } | undefined
  )[] = [];
  readonly forgotten = new Set<string>();

  readonly registry: ImageRegistry = {
    findImages: async ({ repository, tags }) =>
      this.#in(repository).filter(image =>
        image.tags.some(tag => tags.includes(tag)),
      ),
    listImages: async ({ repository, tagPrefix }) =>
      this.#in(repository).filter(image =>
        image.tags.some(tag => tag.startsWith(tagPrefix)),
      ),
    readImage: async ({ repository, digest }) => {
      const image = this.#in(repository).find(item => item.digest === digest);
      if (!image) {
        throw new ServiceError('not-found', `There is no image ${digest}`);
      }
      return image;
    },
    resolveDigest: async ({ image }) => `sha256:${image}`,
    ensureRepository: async ({ repository }) => {
      this.images.set(repository, this.#in(repository));
    },
    tagImage: async ({ repository, digest, tag }) => {
      const other = this.#in(repository).find(item => item.tags.includes(tag));
      if (other && other.digest !== digest) {
        throw new ServiceError(
          'conflict',
          `The tag ${tag} names another image`,
        );
      }
      this.#in(repository)
        .find(item => item.digest === digest)!
        .tags.push(...(other ? [] : [tag]));
    },
    listFunctions: async () => [],
    deployImage: async () => undefined,
    repositoryUri: (_, repository) => `registry.test/${repository}`,
  };

  readonly buildService: BuildService = {
    storeContext: async ({ sha256 }) => ({
      location: 'bucket',
      version: sha256,
    }),
    startBuild: async request => {
      this.starts.push(request);
      const fault = this.startFaults.shift();
      if (fault && !fault.after) {
        throw fault.error;
      }
      const known = [...this.builds.values()].find(
        build => build.request.token === request.token,
      );
      const buildId = known?.buildId ?? `build-${this.builds.size + 1}`;
      if (!known) {
        this.builds.set(buildId, {
          request,
          buildId,
          attempt: request.attempt,
          state: 'running',
          phase: 'BUILD',
          message: null,
          serviceFault: false,
          digest: null,
          startedAt: null,
          endedAt: null,
          consoleUrl: null,
        });
      }
      if (fault) {
        throw fault.error;
      }
      return { buildId };
    },
    readBuilds: async ({ buildIds }) => ({
      builds: buildIds.flatMap(id =>
        this.forgotten.has(id) ? [] : (this.builds.get(id) ?? []),
      ),
      missing: buildIds.filter(
        id => this.forgotten.has(id) || !this.builds.has(id),
      ),
    }),
    listBuilds: async () => [...this.builds.values()],
    stopBuild: async ({ buildId }) => {
      this.stops.push(buildId);
      const build = this.builds.get(buildId)!;
      if (build.state === 'running') {
        build.state = 'stopped';
      }
    },
    readLog: async () => ({ lines: [], cursor: '', complete: true }),
    preflight: async () => [],
  };

  /** A context that gives an image with these labels. */
  prepare(labels: Record<string, string>, platform: string): PreparedContext {
    const sha256 = createHash('sha256')
      .update(JSON.stringify([labels, platform]))
      .digest('hex');
    this.contexts.set(sha256, { labels, platform });
    return { path: sha256, sha256 };
  }

  /** Builds that go on, by the repository that they push to. */
  running(): MemoryBuild[] {
    return [...this.builds.values()].filter(({ state }) => state === 'running');
  }

  /** Ends a build with an image, as its context says it unless it is given another one. */
  succeed(build: MemoryBuild, image: Partial<ImageContents> = {}): string {
    const { labels, platform } = this.contexts.get(
      build.request.context.version,
    )!;
    const contents = {
      labels,
      platform,
      mediaType: 'manifest',
      index: false,
      sizeInBytes: 10,
      ...image,
    };
    const digest =
      image.digest ??
      `sha256:${createHash('sha256').update(JSON.stringify(contents)).digest('hex')}`;
    this.#in(build.request.repository).push({
      ...contents,
      digest,
      tags: [`b-${build.buildId}`],
      pushedAt: '2026-01-01T00:00:00.000Z',
    });
    Object.assign(build, { state: 'succeeded', digest });
    return digest;
  }

  fail(build: MemoryBuild, change: Partial<BuildStatus> = {}): void {
    Object.assign(build, { state: 'failed', message: 'pip failed', ...change });
  }

  tags(repository: string): string[] {
    return this.#in(repository).flatMap(({ tags }) => tags);
  }

  #in(repository: string) {
    const images = this.images.get(repository) ?? [];
    this.images.set(repository, images);
    return images;
  }
}

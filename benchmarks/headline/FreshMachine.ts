import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRegistry } from '@base-images/image-bench';
import { MonorepoBuild, MonorepoState } from '../images/MonorepoState';
import { Workshop } from '../images/Workshop';

/** What one build of an image cost. */
export interface BuildCost {
  /** Files that the build is given, and the archive of them that is uploaded. */
  contextBytes: number;
  archiveBytes: number;
  /** To fetch the image that it stands on, to build, and to push. */
  pullSeconds: number;
  buildSeconds: number;
  pushSeconds: number;
  /** Blobs that the registry did not have. */
  pushedBytes: number;
}

/** A machine that has built nothing before, as a build service gives one, with a registry beside it. */
export class FreshMachine {
  constructor(
    readonly workshop: Workshop,
    readonly registry: LocalRegistry,
  ) {}

  /** Where the registry has an image. */
  reference(image: string): string {
    const [, path] = /^[^/]+\/(.*)$/.exec(image)!;
    return `${this.registry.address}/${path}`;
  }

  /** Forgets everything and fetches one image. Gives seconds. */
  async startWith(image: string): Promise<number> {
    const { builder } = this.workshop;
    await builder.clear();
    const { seconds } = await builder.pull(this.reference(image));
    await builder.tag(this.reference(image), image);
    return seconds;
  }

  async push(
    image: string,
  ): Promise<Pick<BuildCost, 'pushSeconds' | 'pushedBytes'>> {
    const before = this.registry.blobs();
    const { seconds } = await this.workshop.builder.push(
      image,
      this.reference(image),
    );
    const added = [...this.registry.blobs()].filter(
      ([digest]) => !before.has(digest),
    );
    return {
      pushSeconds: seconds,
      pushedBytes: added.reduce((sum, [, size]) => sum + size, 0),
    };
  }

  /** Builds and pushes an image that stands on another. */
  async build(
    state: MonorepoState,
    build: MonorepoBuild,
    parent: string,
  ): Promise<BuildCost> {
    const pullSeconds = await this.startWith(parent);
    const { seconds, contextBytes } = await state.build(build);
    const pushed = await this.push(build.tag);
    const folder = mkdtempSync(join(this.workshop.folder, 'zip-'));
    try {
      const archiveBytes = await state.zip(build, join(folder, 'context.zip'));
      return {
        contextBytes,
        archiveBytes,
        pullSeconds,
        buildSeconds: seconds,
        ...pushed,
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

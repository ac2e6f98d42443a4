import { setTimeout as sleep } from 'node:timers/promises';
import { AwsSimulator } from '@base-images/aws-simulator';
import {
  BaseImagesApi,
  ImageTarget,
  PlanRequest,
  Rebuild,
  SourceFreshness,
} from '@base-images/backstage-plugin-base-images-common';
import { readImage } from '@base-images/image-bench';
import { Workshop } from '../images/Workshop';
import { ACCOUNT, REGION } from './LoopCloud';
import { ENVIRONMENT, SOURCE } from './startLoopBackend';

/** What a rebuild did. */
export interface LoopRound {
  rebuild: Rebuild;
  seconds: number;
  /** Builds that began in AWS. */
  starts: number;
}

const PLACE = { sourceId: SOURCE, environment: ENVIRONMENT };
const WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 600_000;

/** Rebuilds through the API alone, and runs what was built. */
export class Loop {
  constructor(
    private readonly client: BaseImagesApi,
    private readonly simulator: AwsSimulator,
    private readonly workshop: Workshop,
    private readonly images: ImageTarget[],
  ) {}

  /** What would be built now. */
  async planned(): Promise<string[]> {
    const { steps } = await this.client.planRebuild(PLACE, this.request());
    return steps.map(({ name }) => name);
  }

  /** Waits until so many of the images are behind their source or not there. */
  async untilBehind(count: number): Promise<SourceFreshness> {
    return await this.until(async () => {
      const freshness = await this.client.getFreshness(PLACE);
      const behind = this.chosen(freshness).filter(({ status }) =>
        ['missing', 'stale'].includes(status),
      );
      return behind.length === count ? freshness : undefined;
    }, `${count} images to be behind`);
  }

  /** Rebuilds what is behind; undefined when there is nothing to do. */
  async rebuild(): Promise<LoopRound | undefined> {
    const operation = 'codebuild:StartBuild';
    const before = this.simulator.requests.list(operation).length;
    const began = performance.now();
    const { rebuild: started } = await this.client.startRebuild({
      ...PLACE,
      ...this.request(),
    });
    if (!started) {
      return undefined;
    }
    const rebuild = await this.until(async () => {
      const now = await this.client.getRebuild(started.id);
      return ['queued', 'running'].includes(now.state) ? undefined : now;
    }, 'the rebuild to end');
    if (rebuild.state !== 'done') {
      throw new Error(
        `The rebuild has ${rebuild.state}: ${JSON.stringify(rebuild.steps, undefined, 1)}\n${await this.logs(rebuild)}`,
      );
    }
    return {
      rebuild,
      seconds: (performance.now() - began) / 1000,
      starts: this.simulator.requests.list(operation).length - before,
    };
  }

  /** Runs the handler of the image that a rebuild gave, and gives what it answers. */
  async call(
    { steps }: Rebuild,
    name: string,
    event: unknown,
  ): Promise<string> {
    const { repository, digest } = steps.find(step => step.name === name)!;
    const { host } = new URL(this.simulator.url);
    const reference = `${host}/${ACCOUNT}/${REGION}/${repository}@${digest}`;
    await this.workshop.builder.pull(reference);
    const { result } = await readImage(this.workshop.builder, reference, {
      event,
    });
    return result;
  }

  private request(): PlanRequest {
    return { images: this.images, withoutDependents: true };
  }

  private chosen({ images }: SourceFreshness) {
    return images.filter(image =>
      this.images.some(({ name }) => name === image.name),
    );
  }

  private async logs({ steps }: Rebuild): Promise<string> {
    const pages = await Promise.all(
      steps
        .filter(({ state }) => state === 'failed')
        .map(async ({ buildId }) =>
          buildId ? await this.client.getBuildLog(buildId) : undefined,
        ),
    );
    return pages.flatMap(page => page?.lines ?? []).join('\n');
  }

  private async until<T>(
    look: () => Promise<T | undefined>,
    what: string,
  ): Promise<T> {
    const end = performance.now() + LONGEST_WAIT_MS;
    while (performance.now() < end) {
      // Before the first scan there is nothing to tell.
      const found = await look().catch(error => {
        if (error.statusCode !== 503) {
          throw error;
        }
      });
      if (found !== undefined) {
        return found;
      }
      await sleep(WAIT_MS);
    }
    throw new Error(`Waited in vain for ${what}`);
  }
}

import { join } from 'node:path';
import {
  CommandError,
  ImageContent,
  readImage,
} from '@base-images/image-bench';
import { WITH_BASE_SUFFIX } from '../../plugins/base-images-node/src/lambda/isDockerfilePath';
import { ImageCase } from './ImageCase';
import { MonorepoState } from './MonorepoState';
import { WorkshopMonorepo } from './WorkshopMonorepo';

/** The images of one case. */
export class BuiltImages {
  readonly seconds: number[] = [];
  readonly failures: string[] = [];
  readonly #tags: string[] = [];

  constructor(
    private readonly repository: WorkshopMonorepo,
    private readonly state: MonorepoState,
    private readonly item: ImageCase,
  ) {}

  /** Builds and reads one; undefined when the build fails. `text` is a Dockerfile beside the original. */
  async tryBuild(
    kind: string,
    args: Record<string, string>,
    text?: string,
  ): Promise<ImageContent | undefined> {
    const { dockerfile, target, event } = this.item;
    const { context } = this.state.lambda(dockerfile);
    const { builder } = this.repository.workshop;
    const tag = `localhost/case/${kind}:1`;
    try {
      const { seconds } = await this.state.build({
        dockerfile:
          text === undefined ? dockerfile : `${dockerfile}${WITH_BASE_SUFFIX}`,
        dockerfileText: text,
        context,
        target: target ?? null,
        tag,
        args,
      });
      this.seconds.push(seconds);
    } catch (error) {
      if (error instanceof CommandError) {
        this.failures.push(`${kind}: ${lastLines(error.output)}`);
        return undefined;
      }
      throw error;
    }
    this.#tags.push(tag);
    return await readImage(builder, tag, {
      event,
      handler: {
        file: join(this.repository.folder, 'infra/a_lambda/handler.py'),
        path: '/var/task/handler.py',
      },
    });
  }

  async remove(): Promise<void> {
    const { builder } = this.repository.workshop;
    await builder.removeContainers();
    await builder.removeImages(this.#tags);
  }
}

function lastLines(text: string): string {
  const lines = text.split('\n').filter(line => /error/i.test(line));
  return (lines.length > 0 ? lines : text.split('\n')).slice(-3).join(' | ');
}

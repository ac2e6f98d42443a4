import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  BaseDockerfileSources,
  ContextBuild,
  ContextSelection,
  ContextSources,
  coverLambda,
  RewritableLambda,
  SourceTree,
  WithBase,
  WithBaseSources,
  writeContextZip,
} from '@base-images/backstage-plugin-base-images-node';
import {
  BaseImage,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { CommandResult } from '@base-images/image-bench';
import { Workshop } from './Workshop';

/** One build of an image of the monorepo. */
export interface MonorepoBuild extends Pick<
  ContextBuild,
  'dockerfile' | 'dockerfileText' | 'ignoreText' | 'context' | 'target'
> {
  tag: string;
  args?: Record<string, string>;
}

/** The build that a monorepo's files gave, with the bytes of what it was given. */
export interface FinishedBuild extends CommandResult {
  contextBytes: number;
}

/** A monorepo as it was at one moment. */
export class MonorepoState {
  constructor(
    private readonly workshop: Workshop,
    private readonly folder: string,
    readonly tree: SourceTree,
    readonly monorepo: Monorepo,
    private readonly sources: WithBaseSources,
    /** Tags by what they were built from. */
    private readonly bases: Map<string, string>,
  ) {}

  /** The Lambda of a Dockerfile. */
  lambda(dockerfile: string): RewritableLambda {
    const found = this.sources.lambdas.find(
      item => item.dockerfile === dockerfile,
    );
    if (!found) {
      throw new Error(`${dockerfile} is not the Dockerfile of a Lambda`);
    }
    return found;
  }

  /** A base image by its name, or the one that covers most of what a Lambda requires. */
  baseImage(
    lambda: RewritableLambda,
    name: string | undefined,
  ): BaseImage | undefined {
    const { baseImages } = this.monorepo;
    const chosen = name ?? coverLambda(lambda, baseImages)[0]?.baseImage;
    return baseImages.find(item => item.name === chosen);
  }

  async rewrite(
    lambda: RewritableLambda,
    baseImage: BaseImage,
  ): Promise<WithBase> {
    return await this.sources.rewrite(lambda, baseImage);
  }

  /** Writes the build context as an archive. Gives its size. */
  async zip(build: MonorepoBuild, path: string): Promise<number> {
    const selected = await this.#select(build);
    return (await writeContextZip(this.tree, selected, path)).size;
  }

  /** Builds an image from nothing but the files that its target stage reads. */
  async build(build: MonorepoBuild): Promise<FinishedBuild> {
    const { workshop } = this;
    const { tag, args = {}, target, dockerfile, context } = build;
    const selected = await this.#select(build);
    const folder = mkdtempSync(join(workshop.folder, 'context-'));
    try {
      for (const { path } of selected.files) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        const written = selected.written.get(path);
        if (written === undefined) {
          cpSync(join(this.folder, path), file);
        } else {
          writeFileSync(file, written);
        }
      }
      mkdirSync(join(folder, context), { recursive: true });
      const result = await workshop.builder.build({
        dockerfile: join(folder, dockerfile),
        context: join(folder, context),
        tag,
        target: target ?? undefined,
        args,
        volumes: workshop.volumes,
      });
      return { ...result, contextBytes: selected.size };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Builds a base image and those that it stands on, unless they are there. Gives its tag. */
  async buildBase({ name, sourceHash }: BaseImage): Promise<string> {
    const known = this.bases.get(sourceHash);
    if (known) {
      return known;
    }
    const { baseImages } = this.monorepo;
    const image = baseImages.find(item => item.name === name)!;
    const parent = baseImages.find(item => item.name === image.parentBaseImage);
    const sources = await BaseDockerfileSources.read(this.tree, this.monorepo);
    const written = sources.write(name);
    if (!written || 'refused' in written) {
      const why = written?.refused.map(item => item.message).join('\n');
      throw new Error(`There is no Dockerfile for ${name}: ${why}`);
    }
    const tag = `localhost/base/${name}:${sourceHash.slice(0, 12)}`;
    await this.build({
      dockerfile: written.path,
      dockerfileText: written.dockerfile,
      ignoreText: written.ignoreFile,
      context: '.',
      target: null,
      tag,
      args: parent
        ? { [written.baseImageArgument!]: await this.buildBase(parent) }
        : {},
    });
    this.bases.set(sourceHash, tag);
    return tag;
  }

  async #select(build: MonorepoBuild): Promise<ContextSelection> {
    const sources = await ContextSources.read(this.tree);
    const selected = await sources.select({
      ...build,
      buildArgs: build.args ?? {},
      buildContexts: {},
      platform: null,
    });
    if ('refused' in selected) {
      throw new Error(selected.refused.map(item => item.message).join('\n'));
    }
    return selected;
  }
}

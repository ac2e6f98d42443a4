import {
  BaseDockerfileSources,
  contextBuildOfBaseImage,
  contextBuildOfLambda,
  contextBuildOnBaseImage,
  ContextSources,
  scan,
  SelectedContext,
  SourceTree,
  WithBaseSources,
} from '@base-images/backstage-plugin-base-images-node';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import { findBaseImage } from './findBaseImage';
import { CommandFailure } from './CommandFailure';
import { findLambda, pathsInFolder } from './findLambda';

/** What is read to build one image, with and without a base image. */
export interface FoundContexts {
  kind: 'lambda' | 'base-image';
  own: SelectedContext;
  /** Undefined where there is no base image to stand on. */
  onBase: { baseImage: string; selected: SelectedContext } | undefined;
}

const BASE_DOCKERFILE = /^\.base-images\/(.+)\.Dockerfile$/;

/** Finds the build contexts of the Dockerfiles that a user names. */
export class ContextFinder {
  /** @param folder - where the tree lies. */
  static async create(
    tree: SourceTree,
    folder: string,
  ): Promise<ContextFinder> {
    return new ContextFinder(
      tree,
      folder,
      await scan(tree),
      await ContextSources.read(tree),
    );
  }

  private constructor(
    private readonly tree: SourceTree,
    private readonly folder: string,
    private readonly monorepo: Monorepo,
    private readonly contexts: ContextSources,
  ) {}

  /** @throws CommandFailure when the Dockerfile, the target or the base image is not there. */
  async find(
    dockerfile: string,
    options: { baseImage?: string; target?: string },
  ): Promise<FoundContexts> {
    const name = pathsInFolder(dockerfile, this.folder)
      .map(path => BASE_DOCKERFILE.exec(path)?.[1])
      .find(item => item !== undefined);
    return name === undefined
      ? this.#findOfLambda(dockerfile, options)
      : this.#findOfBaseImage(name, options.baseImage);
  }

  async #findOfLambda(
    dockerfile: string,
    options: { baseImage?: string; target?: string },
  ): Promise<FoundContexts> {
    const sources = await WithBaseSources.read(this.tree);
    const lambda = findLambda(sources, dockerfile, this.folder, options.target);
    const own = await this.contexts.select(contextBuildOfLambda(lambda));
    const baseImage = findBaseImage(this.monorepo, lambda, options.baseImage);
    if (!baseImage) {
      return { kind: 'lambda', own, onBase: undefined };
    }
    const rewritten = await sources.rewrite(lambda, baseImage);
    const selected: SelectedContext =
      'refused' in rewritten
        ? {
            refused: rewritten.refused.map(({ line, reason, help }) => ({
              code: 'not-rewritten',
              severity: 'error',
              file: lambda.dockerfile,
              line,
              column: null,
              message: reason,
              help,
            })),
          }
        : await this.contexts.select(
            contextBuildOnBaseImage(lambda, rewritten.dockerfile),
          );
    return {
      kind: 'lambda',
      own,
      onBase: { baseImage: baseImage.name, selected },
    };
  }

  async #findOfBaseImage(
    name: string,
    baseImage: string | undefined,
  ): Promise<FoundContexts> {
    if (baseImage !== undefined) {
      throw new CommandFailure(
        `A base image stands on what base-images.yaml says; leave --base-image out`,
      );
    }
    const sources = await BaseDockerfileSources.read(this.tree, this.monorepo);
    const written = sources.write(name);
    if (!written) {
      const names = sources.names.join(', ') || 'none';
      throw new CommandFailure(
        `There is no base image ${name}; base-images.yaml declares ${names}`,
      );
    }
    return {
      kind: 'base-image',
      own:
        'refused' in written
          ? written
          : await this.contexts.select(contextBuildOfBaseImage(written)),
      onBase: undefined,
    };
  }
}

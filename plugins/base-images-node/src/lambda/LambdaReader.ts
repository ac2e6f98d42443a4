import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import {
  analyseDockerfile,
  DockerfileAnalysis,
} from '../docker/analysis/analyseDockerfile';
import { DockerfileModel } from '../docker/DockerfileModel';
import { PackageIndex } from '../docker/install/PackageIndex';
import {
  isLambdaImage,
  normalizePlatform,
  platformOfImage,
  pythonOfImage,
} from '../docker/knownImages';
import { reachableStages, stageChain } from '../docker/reachableStages';
import { ResolvedStage } from '../docker/ResolvedStage';
import { findTarget, resolveStages } from '../docker/resolveStages';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { AnalysedLambda } from './AnalysedLambda';
import { BuildContexts } from './BuildContexts';
import { ContextFiles } from './ContextFiles';
import { externalImages } from '../docker/externalImages';
import { inferContexts } from './inferContexts';
import { BASE_ARGUMENT } from './isDockerfilePath';
import { isLambdaBuild } from './isLambdaBuild';
import { LambdaBuild } from './LambdaBuild';
import { toDiagnostics } from './lambdaDiagnostics';
import { lambdaName } from './lambdaName';

/** The Lambdas of one Dockerfile. */
export interface LambdaFindings {
  lambdas: AnalysedLambda[];
  diagnostics: Diagnostic[];
  /** Stages that are declared as the ones to build, and are not there. */
  unknownTargets: readonly string[];
}

export interface LambdaReaderOptions {
  contexts: BuildContexts;
  packages: PackageIndex;
  files: ContextFiles;
}

/** `Dockerfile.with_base` beside a Dockerfile. */
export interface WithBaseTwin {
  dockerfile: string;
  model: DockerfileModel;
}

/** Reads the Lambdas that a Dockerfile makes. */
export class LambdaReader {
  constructor(private readonly given: LambdaReaderOptions) {}

  async read(
    dockerfile: string,
    model: DockerfileModel,
    builds: readonly LambdaBuild[],
    twin: WithBaseTwin | null,
  ): Promise<LambdaFindings> {
    const lambdas: AnalysedLambda[] = [];
    const diagnostics = new Map<string, Diagnostic>();
    const unknownTargets = new Set<string>();
    const report = (diagnostic: Diagnostic) =>
      diagnostics.set(JSON.stringify(diagnostic), diagnostic);
    for (const build of builds) {
      const stages = resolveStages(model, build);
      const target = findTarget(stages, build.target);
      if (!target && build.target !== null && model.stages.length > 0) {
        unknownTargets.add(build.target);
      }
      const chosen = target ?? stages.at(-1);
      if (chosen && (build.declaredFunction || isLambdaBuild(stages, chosen))) {
        const read = await this.#readBuild(
          dockerfile,
          model,
          build,
          stages,
          chosen,
        );
        lambdas.push({
          ...read.lambda,
          withBaseDockerfile: twin?.dockerfile ?? null,
          withBase: twin && (await this.#readTwin(twin, build, read.lambda)),
        });
        read.diagnostics.forEach(report);
      }
    }
    const isLambda =
      lambdas.length > 0 || builds.some(build => build.declaredFunction);
    const severity =
      isLambda || /(?:^|\/)Dockerfile$/.test(dockerfile) ? 'error' : 'warning';
    for (const { line, message, help } of model.problems) {
      const code = 'invalid-dockerfile';
      report({
        code,
        severity,
        file: dockerfile,
        line,
        column: null,
        message,
        help,
      });
    }
    return {
      lambdas,
      diagnostics: [...diagnostics.values()],
      unknownTargets: [...unknownTargets],
    };
  }

  /** The twin as it is built when a base image is given; null where it does not stand on that then. */
  async #readTwin(
    { dockerfile, model }: WithBaseTwin,
    build: LambdaBuild,
    { context, parent, platform }: ReadLambda,
  ): Promise<AnalysedLambda | null> {
    const baseImage = placeholderOf(parent);
    const onBase = {
      ...build,
      context,
      platform,
      buildArgs: { ...build.buildArgs, [BASE_ARGUMENT]: baseImage },
    };
    const stages = resolveStages(model, onBase);
    const target = findTarget(stages, build.target);
    if (!target) {
      return null;
    }
    const { lambda } = await this.#readBuild(
      dockerfile,
      model,
      onBase,
      stages,
      target,
    );
    return lambda.parent === baseImage
      ? {
          ...lambda,
          buildArgs: build.buildArgs,
          externalImages:
            lambda.externalImages?.filter(image => image !== baseImage) ?? null,
          withBaseDockerfile: null,
          withBase: null,
        }
      : null;
  }

  async #readBuild(
    dockerfile: string,
    model: DockerfileModel,
    build: LambdaBuild,
    stages: readonly ResolvedStage[],
    target: ResolvedStage,
  ): Promise<{ lambda: ReadLambda; diagnostics: Diagnostic[] }> {
    const { contexts, packages, files } = this.given;
    const parent = externalParent(stages, target);
    const platform = platformOf(build, stages, target, parent);
    const python = parent === null ? null : (pythonOfImage(parent) ?? null);
    const analyse = (folder: string) =>
      analyseDockerfile({
        model,
        stages,
        target,
        context: contexts.get(folder, dockerfile),
        namedContext: value =>
          /^[a-z][a-z0-9+.-]*:/i.test(value)
            ? undefined
            : contexts.get(value, undefined),
        packages,
        environment: lambdaMarkerEnvironment(platform, python),
      });
    const inferred = await inferAnalysis(
      inferContexts(dockerfile, reachableStages(stages, target.index), folder =>
        contexts.whole(folder),
      ),
      analyse,
    );
    const context = build.context ?? inferred.folder;
    const analysis =
      context === inferred.folder ? inferred.analysis : await analyse(context);
    const copies = files.packagesIn(analysis.copied);
    const installed = new Set(analysis.installs.map(item => item.package));
    const id = [
      dockerfile,
      build.target === null ? '' : `#${build.target}`,
      context === inferred.folder ? '' : `@${context}`,
    ].join('');
    const lambda = {
      id,
      name: lambdaName(dockerfile, build.target),
      dockerfile,
      context,
      target: build.target,
      parent,
      platform,
      python,
      functions: build.functions,
      copies,
      vendored: copies.filter(name => !installed.has(name)),
      installs: analysis.installs,
      pinned: analysis.pinned,
      confidence: analysis.confidence,
      confidenceLine: analysis.doubt?.line ?? null,
      commands: analysis.commands,
      files: files.filesIn(analysis.read),
      buildArgs: build.buildArgs,
      buildContexts: build.buildContexts,
      externalImages: externalImages(stages, target),
    };
    return { lambda, diagnostics: toDiagnostics(dockerfile, analysis) };
  }
}

type ReadLambda = Omit<AnalysedLambda, 'withBaseDockerfile' | 'withBase'>;

/** Stands for the base image where it is not known which one: with the folders of a Lambda image where the Lambda's own is one. */
function placeholderOf(parent: string | null): string {
  return parent !== null && isLambdaImage(parent)
    ? 'base-images.invalid/lambda/python:base-image'
    : 'base-images.invalid/base-image';
}

/**
 * The first folder in which everything that is installed can be found; `COPY . .` alone tells nothing, since that works
 * anywhere. Where there is none, the likeliest one.
 */
async function inferAnalysis(
  folders: readonly string[],
  analyse: (folder: string) => Promise<DockerfileAnalysis>,
): Promise<{ folder: string; analysis: DockerfileAnalysis }> {
  const first = { folder: folders[0], analysis: await analyse(folders[0]) };
  if (first.analysis.unresolved > 0) {
    for (const folder of folders.slice(1)) {
      const analysis = await analyse(folder);
      if (analysis.unresolved === 0) {
        return { folder, analysis };
      }
    }
  }
  return first;
}

function externalParent(
  stages: readonly ResolvedStage[],
  target: ResolvedStage,
): string | null {
  const { base } = stageChain(stages, target)[0];
  return base.kind === 'image' &&
    base.image.unset.length === 0 &&
    base.image.value !== ''
    ? base.image.value
    : null;
}

function platformOf(
  build: LambdaBuild,
  stages: readonly ResolvedStage[],
  target: ResolvedStage,
  parent: string | null,
): string | null {
  if (build.platform !== null) {
    return normalizePlatform(build.platform);
  }
  const declared = stageChain(stages, target)
    .map(stage => stage.platform)
    .findLast(platform => platform !== undefined);
  return declared ?? (parent && platformOfImage(parent)) ?? null;
}

import { DockerfileModel, DockerfileStage } from './DockerfileModel';
import { expandWord, VariableValue } from './expandWord';
import { imageDefaults, normalizePlatform } from './knownImages';
import { readAssignments } from './readAssignments';
import { BuildOptions, ResolvedStage, StageSource } from './ResolvedStage';
import { findNamed, namedContext, own } from './stageNames';
import { StageResolver } from './StageResolver';
import { VariableScope } from './VariableScope';

/**
 * Expands the words of every stage: global arguments for `FROM`, then arguments and environment in each stage, inherited
 * from the stage that it stands on (Dockerfile reference, "Understand how ARG and FROM interact", "Scope").
 */
export function resolveStages(
  model: DockerfileModel,
  options: BuildOptions,
): ResolvedStage[] {
  const platform = platformArguments(options.platform);
  const globals = readGlobals(model, options, platform);
  const resolved: ResolvedStage[] = [];
  const scopes: VariableScope[] = [];
  for (const stage of model.stages) {
    const base = resolveBase(stage, model, options, globals, platform);
    const parent = base.kind === 'stage' ? resolved[base.index] : undefined;
    const defaults = imageDefaults(
      base.kind === 'image' ? base.image.value : '',
    );
    const scope =
      base.kind === 'stage'
        ? scopes[base.index].inherit()
        : VariableScope.create(
            base.kind === 'scratch' ? {} : defaults.environment,
          );
    const resolver = new StageResolver({
      model,
      options,
      scope,
      globals,
      platform,
      workdir: parent?.workdir ?? defaults.workdir,
      startCommand: parent?.startCommand ?? '',
      shell: parent?.shell,
    });
    const result = resolver.resolve(
      stage,
      base.kind === 'stage' ? model.stages[base.index] : undefined,
    );
    scopes.push(scope);
    resolved.push({
      index: stage.index,
      name: stage.name,
      line: stage.from.range.startLine,
      base,
      platform: resolvePlatform(stage, model, globals, platform),
      ...result,
      environment: scope.environmentSnapshot(),
    });
  }
  return resolved;
}

/** The stage that a target names, or the last one; undefined where there is none of that name. */
export function findTarget(
  stages: readonly ResolvedStage[],
  target: string | null,
): ResolvedStage | undefined {
  if (target === null) {
    return stages.at(-1);
  }
  return (
    findNamed(stages, target) ??
    (/^\d+$/.test(target) ? stages[Number(target)] : undefined)
  );
}

function readGlobals(
  model: DockerfileModel,
  options: BuildOptions,
  platform: ReadonlyMap<string, VariableValue>,
): Map<string, VariableValue> {
  const globals = new Map<string, VariableValue>();
  for (const instruction of model.globalArguments) {
    for (const { name, value } of readAssignments(instruction, model.escape)) {
      const given = own(options.buildArgs, name);
      if (given !== undefined) {
        globals.set(name, { value: given, unset: [] });
      } else if (value !== undefined) {
        const lookup = (other: string) =>
          globals.get(other) ?? platform.get(other);
        globals.set(name, expandWord(value, lookup, model.escape));
      }
    }
  }
  return globals;
}

function resolveBase(
  stage: DockerfileStage,
  model: DockerfileModel,
  options: BuildOptions,
  globals: ReadonlyMap<string, VariableValue>,
  platform: ReadonlyMap<string, VariableValue>,
): StageSource {
  const image = expandWord(
    stage.image,
    name => globals.get(name) ?? platform.get(name),
    model.escape,
  );
  const replaced =
    (stage.name && own(options.buildContexts, stage.name)) ||
    own(options.buildContexts, image.value);
  if (replaced) {
    return namedContext(replaced);
  }
  const earlier = findNamed(model.stages.slice(0, stage.index), image.value);
  if (earlier) {
    return { kind: 'stage', index: earlier.index };
  }
  return image.value === 'scratch'
    ? { kind: 'scratch' }
    : { kind: 'image', image };
}

function resolvePlatform(
  stage: DockerfileStage,
  model: DockerfileModel,
  globals: ReadonlyMap<string, VariableValue>,
  platform: ReadonlyMap<string, VariableValue>,
): string | undefined {
  const { value, unset } = expandWord(
    stage.platform ?? '',
    name => globals.get(name) ?? platform.get(name),
    model.escape,
  );
  return value === '' || unset.length > 0
    ? undefined
    : normalizePlatform(value);
}

function platformArguments(
  platform: string | null,
): ReadonlyMap<string, VariableValue> {
  const [os, architecture, variant = ''] = (platform ?? '').split('/');
  const values = platform
    ? {
        TARGETPLATFORM: platform,
        TARGETOS: os,
        TARGETARCH: architecture ?? '',
        TARGETVARIANT: variant,
      }
    : { TARGETOS: 'linux', TARGETVARIANT: '' };
  return new Map(
    Object.entries(values).map(([name, value]) => [name, { value, unset: [] }]),
  );
}

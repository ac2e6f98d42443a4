import { BuildContext } from '../docker/BuildContext';
import { cleanContextPath, joinTreePath } from '../docker/paths';
import { reachableStages } from '../docker/reachableStages';
import { CopyStep, ResolvedStage, StageSource } from '../docker/ResolvedStage';
import { VariableValue } from '../docker/expandWord';

const REMOTE = /^(?:https?|ftp|git|ssh):\/\/|^git@/i;

/** Where the stages of a Dockerfile read from. */
export interface StageReadsOptions {
  stages: readonly ResolvedStage[];
  target: ResolvedStage;
  context: BuildContext;
  /** A named build context that is a folder of the tree. */
  namedContext(value: string): BuildContext | undefined;
}

/**
 * The paths of the tree that a target stage, and those that it is made from, read from build contexts: files, and the symbolic
 * links that lead to them. Where it cannot be told what is read it is everything. `COPY --exclude` leaves nothing out here: the
 * builder does that.
 */
export function readsOfStage(options: StageReadsOptions): Set<string> {
  const paths = new Set<string>();
  const contextOf = (source: StageSource) => {
    if (source.kind === 'context') {
      return options.context;
    }
    return source.kind === 'named-context'
      ? options.namedContext(source.value)
      : undefined;
  };
  const readAll = (source: StageSource) => {
    const context = contextOf(source);
    if (context) {
      addPath(context, '.', paths);
    }
  };
  const read = (source: StageSource, { value, unset }: VariableValue) => {
    const context = contextOf(source);
    if (context && unset.length > 0) {
      addPath(context, '.', paths);
    } else if (context) {
      context.match(value).forEach(path => addPath(context, path, paths));
    }
  };
  for (const stage of reachableStages(options.stages, options.target.index)) {
    readAll(stage.base);
    for (const step of stage.steps) {
      if (step.kind === 'copy') {
        localSources(step).forEach(source => read(step.from, source));
      } else if (step.kind === 'run') {
        step.mounts.forEach(({ from, source }) =>
          from.kind === 'context' || from.kind === 'named-context'
            ? read(from, { ...source, value: cleanContextPath(source.value) })
            : undefined,
        );
      }
    }
  }
  return paths;
}

function localSources(step: CopyStep): readonly VariableValue[] {
  return step.sources.filter(
    ({ value }) => !(step.isAdd && REMOTE.test(value)),
  );
}

function addPath(context: BuildContext, path: string, paths: Set<string>) {
  const { index, folder } = context;
  index.followLinks(joinTreePath(folder, cleanContextPath(path)), link =>
    paths.add(link),
  );
  for (const file of context.filesAt(path)) {
    paths.add(file);
  }
}

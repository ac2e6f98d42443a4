import { BuildContext } from '../docker/BuildContext';
import { hasGlob } from '../glob/matchGlob';
import { folderOf } from '../docker/paths';
import { ResolvedStage } from '../docker/ResolvedStage';

const REMOTE = /^(?:https?|ftp|git|ssh):\/\/|^git@/i;

/**
 * The folders that a Dockerfile may be built in, the likeliest first: those at or above its own in which everything exists
 * that it copies, the nearest one first; where there is none, the one with most of it. A pattern that matches nowhere does not
 * count, since it may match nothing.
 */
export function inferContexts(
  dockerfile: string,
  stages: readonly ResolvedStage[],
  contextAt: (folder: string) => BuildContext,
): string[] {
  const sources = [...new Set(stages.flatMap(contextSources))];
  const folders = foldersAbove(dockerfile);
  const found = folders.map(folder =>
    sources.map(source => contextAt(folder).match(source).length > 0),
  );
  const needed = sources.map(
    (source, index) => !hasGlob(source) || found.some(row => row[index]),
  );
  const counts = found.map(
    row => row.filter((exists, index) => exists && needed[index]).length,
  );
  const all = needed.filter(Boolean).length;
  const most = Math.max(...counts);
  const chosen = folders.filter((_, index) => counts[index] === most);
  return most === all ? chosen : chosen.slice(0, 1);
}

function contextSources(stage: ResolvedStage): string[] {
  return stage.steps.flatMap(step => {
    if (step.kind === 'copy' && step.from.kind === 'context') {
      return step.sources
        .filter(({ value, unset }) => unset.length === 0 && !REMOTE.test(value))
        .map(({ value }) => value);
    }
    return step.kind === 'run'
      ? step.mounts
          .filter(
            ({ from, source }) =>
              from.kind === 'context' && source.unset.length === 0,
          )
          .map(({ source }) => source.value)
      : [];
  });
}

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  let folder = folderOf(path);
  while (folder !== '.') {
    folders.push(folder);
    folder = folderOf(folder);
  }
  return [...folders, '.'];
}

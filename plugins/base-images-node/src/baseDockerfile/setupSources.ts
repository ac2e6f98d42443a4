import { cleanContextPath } from '../docker/paths';
import { parseDockerfile } from '../docker/parseDockerfile';
import { resolveStages } from '../docker/resolveStages';

const REMOTE = /^(?:https?|ftp|git|ssh):\/\/|^git@/i;

/** What keeps a step of `setup` from being written into a Dockerfile; undefined when it is one instruction. */
export function setupProblem(step: string): string | undefined {
  const { stages, problems } = parseDockerfile(`FROM scratch\n${step}\n`);
  const instructions = stages[0].instructions;
  if (problems.length > 0) {
    return problems[0].message;
  }
  if (
    instructions.length !== 1 ||
    instructions[0].heredocs.length > 0 ||
    !['ARG', 'RUN', 'COPY'].includes(instructions[0].keyword)
  ) {
    return 'It is not one ARG, RUN or COPY instruction without here-documents.';
  }
  return undefined;
}

/**
 * The paths and patterns of the build context that the last stage of a Dockerfile reads; undefined when it reads all of it, or
 * what it reads cannot be told.
 */
export function contextSources(dockerfile: string): string[] | undefined {
  const stage = resolveStages(parseDockerfile(dockerfile), {
    target: null,
    buildArgs: {},
    buildContexts: {},
    platform: null,
  }).at(-1);
  const values = (stage?.steps ?? []).flatMap(step => {
    if (step.kind === 'copy' && step.from.kind === 'context') {
      return step.sources.filter(({ value }) => !REMOTE.test(value));
    }
    return step.kind === 'run'
      ? step.mounts
          .filter(({ from }) => from.kind === 'context')
          .map(({ source }) => source)
      : [];
  });
  const paths = values.map(({ value, unset }) =>
    unset.length > 0 ? '.' : cleanContextPath(value),
  );
  return paths.includes('.') ? undefined : [...new Set(paths)].sort();
}

import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { RewritableLambda } from '../withBase/WithBaseSources';

/** Which Lambda of a monorepo is meant. @public */
export interface LambdaChoice {
  /** Its id, the path of its Dockerfile, or its name. */
  lambda: string;
  /** Its target stage, where the Dockerfile makes several Lambdas. */
  target?: string;
}

/** Most names that an error lists. */
const MOST_NAMES = 10;

/**
 * Finds the one Lambda that is meant.
 *
 * @throws InputError when there is none, or more than one.
 */
export function findLambda(
  lambdas: readonly RewritableLambda[],
  { lambda: choice, target }: LambdaChoice,
): RewritableLambda {
  const shown = JSON.stringify(choice.slice(0, 200));
  const path = posix.normalize(choice);
  const candidates = [
    lambdas.filter(({ id }) => id === choice),
    lambdas.filter(({ dockerfile }) => dockerfile === path),
    lambdas.filter(({ name }) => name === choice),
  ].find(found => found.length > 0);
  const found = (candidates ?? []).filter(
    item => target === undefined || item.target === target,
  );
  if (found.length === 0) {
    throw new InputError(
      candidates
        ? `The Lambda ${shown} is not built from a stage ${JSON.stringify(target)}; choose ${list(candidates.map(item => item.target ?? 'the last stage'))}`
        : `There is no Lambda ${shown} in the monorepo; choose one of ${list(lambdas.map(item => item.dockerfile))}`,
    );
  }
  if (found.length > 1) {
    throw new InputError(
      `${shown} means several Lambdas; choose one of ${list(found.map(item => item.id))}`,
    );
  }
  return found[0];
}

function list(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const rest = unique.length - MOST_NAMES;
  return `${unique.slice(0, MOST_NAMES).join(', ') || 'none'}${rest > 0 ? ` and ${rest} more` : ''}`;
}

import { posix, relative, resolve, sep } from 'node:path';
import {
  RewritableLambda,
  WithBaseSources,
} from '@base-images/backstage-plugin-base-images-node';
import { CommandFailure } from './CommandFailure';

/**
 * The Lambda that a Dockerfile makes; its path is given from the folder of the monorepo or from here.
 *
 * @throws CommandFailure when there is none, or more than one.
 */
export function findLambda(
  { lambdas }: WithBaseSources,
  dockerfile: string,
  folder: string,
  target: string | undefined,
): RewritableLambda {
  const paths = pathsInFolder(dockerfile, folder);
  const path = paths.find(item =>
    lambdas.some(other => other.dockerfile === item),
  );
  const found = lambdas.filter(
    item =>
      item.dockerfile === path &&
      (target === undefined || item.target === target),
  );
  if (found.length === 0) {
    throw new CommandFailure(
      `${dockerfile}${target === undefined ? '' : ` with the target ${target}`} makes no Lambda of this folder; base-images lambdas lists them`,
    );
  }
  if (found.length > 1) {
    throw new CommandFailure(
      target === undefined
        ? `${dockerfile} makes several Lambdas; choose one with --target`
        : `${dockerfile} is built in several folders: ${found.map(item => item.context).join(', ')}; declare one in base-images.yaml`,
    );
  }
  return found[0];
}

/** The ways in which a path may be meant: in the folder, or from here. */
export function pathsInFolder(path: string, folder: string): string[] {
  const inFolder = posix.normalize(path.split(sep).join('/'));
  const fromHere = relative(resolve(folder), resolve(path))
    .split(sep)
    .join('/');
  return [inFolder, fromHere];
}

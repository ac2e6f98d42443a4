import {
  BaseImage,
  Lambda,
  Package,
  SourceEntitySettings,
} from '@base-images/backstage-plugin-base-images-common';
import { entityName } from './entityName';

const LAMBDA_ENDING = '-lambda';

function toSlug(text: string): string {
  return text
    .toLocaleLowerCase('en-US')
    .split(/[/\\_:@#\s-]+/)
    .filter(Boolean)
    .join('-');
}

/**
 * The whole path of a Dockerfile as one word: `infra/my_lambda/Dockerfile` gives `infra-my-lambda`, `x/Dockerfile.batch`
 * gives `x-batch`. The target stage and the context follow where they are part of the Lambda's id.
 */
function pathName(lambda: Lambda): string {
  const folders = lambda.dockerfile.split('/');
  const file = folders.pop() ?? '';
  const variant = file.replace(
    /^(Docker|Container)file\.?|\.?Dockerfile$/i,
    '',
  );
  const rest = lambda.id.startsWith(lambda.dockerfile)
    ? lambda.id.slice(lambda.dockerfile.length)
    : lambda.id;
  return toSlug([...folders, variant, rest].join('/')) || toSlug(lambda.name);
}

/** Name of the Component of a package. */
export function packageEntityName(
  item: Package,
  settings: SourceEntitySettings,
): string {
  return entityName(settings.namePrefix + item.name);
}

/** Name of the Component of a Lambda; ends in `-lambda`. */
export function lambdaEntityName(
  lambda: Lambda,
  settings: SourceEntitySettings,
): string {
  const name =
    settings.names === 'path' ? pathName(lambda) : toSlug(lambda.name);
  const wanted = settings.namePrefix + name;
  const stem = wanted.endsWith(LAMBDA_ENDING)
    ? wanted.slice(0, -LAMBDA_ENDING.length)
    : wanted;
  return entityName(stem, LAMBDA_ENDING);
}

/** Name of the Resource of a base image. */
export function baseImageEntityName(
  image: BaseImage,
  settings: SourceEntitySettings,
): string {
  return entityName(settings.namePrefix + image.name);
}

/** Name of the System of a monorepo: what the configuration says, without the prefix, since it is a name of its own. */
export function systemEntityName(settings: SourceEntitySettings): string {
  return entityName(settings.system);
}

import { BuildBehaviour } from './BuildBehaviour';
import { pushContextImage } from './pushContextImage';
import { pushImage, variablesOf } from './pushImage';

/**
 * What builds do unless a simulator is told otherwise: {@link pushContextImage} for those that the AWS module starts, else
 * {@link pushImage}.
 *
 * @public
 */
export const defaultBehaviour: BuildBehaviour = (build, surroundings) =>
  variablesOf(build).BASE_IMAGES_REPOSITORY === undefined
    ? pushImage(build, surroundings)
    : pushContextImage(build, surroundings);

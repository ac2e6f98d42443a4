import { BaseDockerfile } from '../baseDockerfile/BaseDockerfile';
import { AnalysedLambda } from '../lambda/AnalysedLambda';
import { BASE_ARGUMENT, WITH_BASE_SUFFIX } from '../lambda/isDockerfilePath';
import { ContextBuild } from './ContextSources';

/** Stands for the image that is known only when something is built: that there is one decides what is read. */
const SOME_IMAGE = 'base-image';

/** A Lambda as its builds see it. */
type BuiltLambda = Pick<
  AnalysedLambda,
  | 'dockerfile'
  | 'context'
  | 'target'
  | 'buildArgs'
  | 'buildContexts'
  | 'platform'
>;

/** The build of a Lambda from its own Dockerfile. @public */
export function contextBuildOfLambda(lambda: BuiltLambda): ContextBuild {
  const { dockerfile, context, target, buildArgs, buildContexts, platform } =
    lambda;
  return { dockerfile, context, target, buildArgs, buildContexts, platform };
}

/**
 * The build of a Lambda on a base image.
 *
 * @param dockerfileText - its Dockerfile as it was rewritten.
 * @public
 */
export function contextBuildOnBaseImage(
  lambda: BuiltLambda,
  dockerfileText: string,
): ContextBuild {
  const build = contextBuildOfLambda(lambda);
  return {
    ...build,
    dockerfile: `${build.dockerfile}${WITH_BASE_SUFFIX}`,
    dockerfileText,
    buildArgs: { ...build.buildArgs, [BASE_ARGUMENT]: SOME_IMAGE },
  };
}

/** The build of a base image from its written Dockerfile. @public */
export function contextBuildOfBaseImage({
  path,
  dockerfile,
  ignoreFile,
  baseImageArgument,
}: BaseDockerfile): ContextBuild {
  return {
    dockerfile: path,
    dockerfileText: dockerfile,
    ignoreText: ignoreFile,
    context: '.',
    target: null,
    buildArgs:
      baseImageArgument === null ? {} : { [baseImageArgument]: SOME_IMAGE },
    buildContexts: {},
    platform: null,
  };
}

import { BuildBehaviour } from './BuildBehaviour';
import { defaultTag, pushOrderedImage, variablesOf } from './pushImage';

/**
 * The behaviour of the buildspec of `base-images-backend-module-aws`: what to build is told by the files in the folder `build` of
 * the context, line by line; the repository and the exported digest by variables.
 *
 * @public
 */
export const pushContextImage: BuildBehaviour = (build, surroundings) => {
  const lines = (name: string) =>
    surroundings
      .readSource(`build/${name}`)
      ?.toString('utf8')
      .split('\n')
      .filter(Boolean);
  const assignments = (name: string) =>
    Object.fromEntries(
      (lines(name) ?? []).map(line => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
    );
  const [platform] = lines('platform') ?? [];
  const [dockerfile] = lines('dockerfile') ?? [];
  if (
    !platform ||
    !dockerfile ||
    !surroundings.readSource(`source/${dockerfile}`)
  ) {
    return {
      log: { BUILD: [`source/${dockerfile}: No such file or directory`] },
      failure: {
        phase: 'BUILD',
        statusCode: 'COMMAND_EXECUTION_ERROR',
        message:
          'Error while executing command: docker buildx build. Reason: exit status 1',
      },
    };
  }
  const script = pushOrderedImage(
    {
      repository: variablesOf(build).BASE_IMAGES_REPOSITORY ?? '',
      tag: defaultTag(build),
      platform,
      labels: assignments('labels'),
      base: assignments('args').BASE_IMAGE_URI,
    },
    build,
    surroundings,
  );
  const { IMAGE_DIGEST, ...others } = script.exportedVariables ?? {};
  return {
    ...script,
    exportedVariables: IMAGE_DIGEST
      ? { ...others, BASE_IMAGES_DIGEST: IMAGE_DIGEST }
      : others,
  };
};

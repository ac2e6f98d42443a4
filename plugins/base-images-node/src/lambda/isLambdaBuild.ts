import { isLambdaImage } from '../docker/knownImages';
import { sourcesOf, stageChain } from '../docker/reachableStages';
import { ResolvedStage } from '../docker/ResolvedStage';

/**
 * Whether a stage makes a container Lambda by what it says itself: it stands on one of AWS's runtimes, starts the runtime
 * interface client, or carries the Lambda Web Adapter.
 */
export function isLambdaBuild(
  stages: readonly ResolvedStage[],
  target: ResolvedStage,
): boolean {
  const chain = stageChain(stages, target);
  const { base } = chain[0];
  return (
    (base.kind === 'image' && isRuntimeImage(base.image.value)) ||
    /\bawslambdaric\b/.test(target.startCommand) ||
    chain
      .flatMap(sourcesOf)
      .some(
        source =>
          source.kind === 'image' &&
          /(?:^|\/)aws-lambda-(?:web-)?adapter(?:[:@]|$)/.test(
            source.image.value,
          ),
      )
  );
}

/** What stands on an image that `sam build` builds with makes a zip or a layer. */
function isRuntimeImage(image: string): boolean {
  return isLambdaImage(image) && !/\/sam\/build-/.test(image);
}

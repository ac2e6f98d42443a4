import { RebuildDeploy } from '@base-images/backstage-plugin-base-images-common';
import { ask } from './ask';
import { isPassing } from './attempt';
import { RunContext } from './RunContext';

/**
 * Lets functions run the images that were built for them, each on its own: one that runs something else than when the plan was
 * made is left alone.
 *
 * @returns whether nothing is left to do.
 */
export async function deployImages(context: RunContext): Promise<boolean> {
  const { rebuild, registry, environment, steps, store } = context;
  let complete = true;
  const deploys: RebuildDeploy[] = [];
  for (const deploy of rebuild.deploys) {
    const step = steps.find(item => item.stepId === deploy.stepId);
    const digest = step?.state === 'done' ? step.digest : null;
    if (deploy.state !== 'planned' || rebuild.cancelRequested) {
      deploys.push(deploy);
    } else if (!step || !digest) {
      deploys.push({
        ...deploy,
        state: 'failed',
        message: 'Its image was not built.',
      });
    } else {
      const deployed = await ask(context, signal =>
        registry.deployImage({
          environment,
          signal,
          functionName: deploy.functionName,
          repository: step.plan.repository,
          fromDigest: deploy.fromDigest,
          toDigest: digest,
          again: deploy.message !== null,
        }),
      );
      if (deployed.ok) {
        deploys.push({ ...deploy, state: 'done', message: null });
      } else {
        const again = isPassing(deployed.kind);
        complete &&= !again;
        deploys.push({
          ...deploy,
          state: again ? 'planned' : 'failed',
          message: deployed.message,
        });
      }
    }
  }
  await store.changeDeploys(context.claim, deploys);
  rebuild.deploys = deploys;
  return complete;
}

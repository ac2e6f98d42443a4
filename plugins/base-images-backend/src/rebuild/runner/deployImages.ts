import { DeployRecord } from '../store/RebuildRecords';
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
  const { rebuild, store, claim } = context;
  const deploys = [...rebuild.deploys];
  const change = async (index: number, to: Partial<DeployRecord>) => {
    deploys[index] = { ...deploys[index], ...to };
    return store.changeDeploys(claim, deploys);
  };
  for (const [index, deploy] of rebuild.deploys.entries()) {
    if (deploy.state === 'planned' && !rebuild.cancelRequested) {
      // Written before: whoever goes on with it must tell a failure of ours from one of somebody else.
      const onBegin = async (begun: string) => {
        if (!(await change(index, { begun }))) {
          throw new Error('Another process goes on with the rebuild.');
        }
      };
      const to = await deployImage(context, deploy, onBegin);
      if (!(await change(index, to))) {
        return false;
      }
    }
  }
  rebuild.deploys = deploys;
  return (
    rebuild.cancelRequested || deploys.every(({ state }) => state !== 'planned')
  );
}

async function deployImage(
  context: RunContext,
  { stepId, functionName, fromDigest, begun }: DeployRecord,
  onBegin: (revision: string) => Promise<void>,
): Promise<Partial<DeployRecord>> {
  const { registry, environment, steps } = context;
  const step = steps.find(item => item.stepId === stepId);
  if (step?.state !== 'done' || !step.digest) {
    return { state: 'failed', message: 'Its image was not built.' };
  }
  const { repository } = step.plan;
  const toDigest = step.digest;
  const deployed = await ask(context, signal =>
    registry.deployImage({
      ...{ environment, signal, functionName, repository },
      ...{ fromDigest, toDigest, begun },
      onBegin: revision => {
        signal.throwIfAborted();
        return onBegin(revision);
      },
    }),
  );
  if (deployed.ok) {
    return { state: 'done', message: null };
  }
  return {
    state: isPassing(deployed.kind) ? 'planned' : 'failed',
    message: deployed.message,
  };
}

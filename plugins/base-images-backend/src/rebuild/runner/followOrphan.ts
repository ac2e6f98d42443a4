import { BuildRecord, StepRecord } from '../store/RebuildRecords';
import { RunContext } from './RunContext';

/**
 * attached → starting, running: the rebuild that began the build may have ended before it, and then nobody else looks at it any more.
 *
 * @returns whether the step follows the build now.
 */
export async function followOrphan(
  { store, claim }: RunContext,
  step: StepRecord,
  build: BuildRecord,
): Promise<boolean> {
  const taken = await store.takeOver(claim, step, build);
  if (taken) {
    const { rebuildId, stepId } = step;
    Object.assign(build, { rebuildId, stepId });
    step.state = build.serviceBuildId === null ? 'starting' : 'running';
  }
  return taken;
}

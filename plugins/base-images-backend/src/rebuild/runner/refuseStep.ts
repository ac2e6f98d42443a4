import { StepRecord } from '../store/RebuildRecords';
import { Attempted, isPassing } from './attempt';
import { RunContext } from './RunContext';
import { failStep, waitWith } from './stepChanges';

/** Tries again later what may work later, and ends a step that cannot. */
export async function refuseStep(
  context: RunContext,
  step: StepRecord,
  { kind, message }: Extract<Attempted<unknown>, { ok: false }>,
): Promise<void> {
  if (isPassing(kind)) {
    await waitWith(context, step, message);
  } else {
    await failStep(context, step, message);
  }
}

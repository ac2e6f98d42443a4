import { StepState } from '@base-images/backstage-plugin-base-images-common';

/** All states of a step. */
export const STEP_STATES = [
  'pending',
  'ready',
  'attached',
  'starting',
  'running',
  'verifying',
  'stopping',
  'done',
  'failed',
  'blocked',
  'lost',
  'cancelled',
] as const satisfies readonly StepState[];

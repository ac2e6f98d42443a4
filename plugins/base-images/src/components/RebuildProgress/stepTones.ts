import { StepState } from '@base-images/backstage-plugin-base-images-common';
import { StatusTone } from '../StatusBadge';

/** How much each state of a step wants to be looked at. */
export const STEP_TONES: Record<StepState, StatusTone> = {
  pending: 'neutral',
  ready: 'neutral',
  attached: 'neutral',
  starting: 'busy',
  running: 'busy',
  verifying: 'busy',
  stopping: 'busy',
  done: 'good',
  failed: 'bad',
  blocked: 'warning',
  lost: 'bad',
  cancelled: 'neutral',
};

/** In which order steps want to be looked at. */
export const STEP_RANKS: Record<StatusTone, number> = {
  bad: 0,
  busy: 1,
  warning: 2,
  neutral: 3,
  good: 4,
};

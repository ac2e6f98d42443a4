import { Confidence } from '@base-images/backstage-plugin-base-images-common';
import { StepBudget } from '../StepBudget';
import { ShellCommand, ShellStatus } from './ShellCommand';
import { ShellState } from './ShellState';
import type { ShellWalker } from './ShellWalker';

/** What a {@link ShellWalker} works for. */
export interface ShellHost {
  readonly budget: StepBudget;
  /** Carries out a simple command. */
  run(
    command: ShellCommand,
    state: ShellState,
    walker: ShellWalker,
  ): Promise<ShellStatus>;
  /** Tells that something cannot be followed, with its line in the Dockerfile. */
  doubt(confidence: Confidence, line: number, reason: string): void;
}

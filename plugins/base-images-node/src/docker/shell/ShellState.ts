import { CompoundCommand, CompoundList, Redirected } from 'unbash';
import { ImageFiles } from '../ImageFiles';
import { StepBudget } from '../StepBudget';

/** Stands in a value for text that cannot be told. */
export const UNKNOWN_TEXT = '\uFFFC';

export type ShellFunctionBody = CompoundCommand | Redirected | CompoundList;

/** What changes while a script runs. */
export interface ShellState {
  /** Absolute; undefined where it cannot be told. */
  cwd: string | undefined;
  folderStack: (string | undefined)[];
  /** Values may hold {@link UNKNOWN_TEXT}; what is absent is not known to be set. */
  variables: Map<string, string>;
  /** The elements of arrays after the first one, which is the value of the variable (bash "Arrays"). */
  arrays: Map<string, readonly string[]>;
  /** Whether the shell is bash for certain. */
  isBash: boolean;
  functions: Map<string, ShellFunctionBody>;
  /** `$0`: the script that runs, as it was named; undefined where it is none. */
  script?: string;
  /** `$1`, `$2` and so on. */
  parameters: string[];
  /** Set by `exit` and `return`: what follows does not run. */
  ended: boolean;
  /** Of the Dockerfile: what is left of it for all that follows. */
  readonly budget: StepBudget;
  /** Shared with subshells, whose changes of files stay. */
  disk: { files: ImageFiles };
}

/** What a subshell gets: of its changes only those of files are seen outside. */
export function forkState(state: ShellState): ShellState {
  payForCopy(state);
  return {
    ...state,
    folderStack: [...state.folderStack],
    variables: new Map(state.variables),
    arrays: new Map(state.arrays),
    functions: new Map(state.functions),
  };
}

/** Copies of many variables, made again and again, would cost quadratic time. */
export function payForCopy({
  budget,
  variables,
  arrays,
  functions,
}: ShellState) {
  budget.take(variables.size + arrays.size + functions.size);
}

export function isKnown(text: string): boolean {
  return !text.includes(UNKNOWN_TEXT);
}

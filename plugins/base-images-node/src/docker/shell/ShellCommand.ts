import { SourceRange } from '../DockerfileModel';

/** How a command ends, as far as that can be told; a command that is not a test is taken to succeed. */
export type ShellStatus = 'success' | 'failure' | 'unknown';

/** A simple command whose words are expanded. */
export interface ShellCommand {
  /** Name and arguments. */
  words: readonly string[];
  /** Variables that are set for it alone. */
  variables: ReadonlyMap<string, string>;
  /** Where it stands in the Dockerfile. */
  range: SourceRange;
  /** Whether it may not run, as in a branch that cannot be decided. */
  conditional: boolean;
  /** What it reads from a here-document. */
  input: string | undefined;
  /** The commands whose output it reads. */
  upstream: readonly ShellCommand[];
  /** Path, as written, that its output goes to. */
  output: string | undefined;
  /** Whether its output is added to what is there. */
  appends: boolean;
}

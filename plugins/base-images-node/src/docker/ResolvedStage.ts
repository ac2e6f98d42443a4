import { DockerfileInstruction, DockerfileHeredoc } from './DockerfileModel';
import { VariableValue } from './expandWord';
import { LogicalText } from './LogicalText';

/** What a Dockerfile is built with, beside its context. */
export interface BuildOptions {
  /** Stage to build: its name or number, or null for the last one. */
  target: string | null;
  buildArgs: Readonly<Record<string, string>>;
  /** Named contexts: to a folder of the tree, or to an image or URL. */
  buildContexts: Readonly<Record<string, string>>;
  /** Such as `linux/arm64`, or null. */
  platform: string | null;
}

/** What a stage, a COPY or a mount reads from. */
export type StageSource =
  | { kind: 'context' }
  | { kind: 'named-context'; value: string }
  | { kind: 'stage'; index: number }
  | { kind: 'image'; image: VariableValue }
  | { kind: 'scratch' };

/** `COPY` or `ADD` with its words expanded. */
export interface CopyStep {
  kind: 'copy';
  instruction: DockerfileInstruction;
  isAdd: boolean;
  from: StageSource;
  sources: readonly VariableValue[];
  /** Absolute path in the image. */
  destination: VariableValue;
  /** Whether the destination is written as a folder. */
  intoFolder: boolean;
  exclude: readonly string[];
  parents: boolean;
  heredocs: readonly DockerfileHeredoc[];
}

/** A bind mount of `RUN`. */
export interface BindMount {
  from: StageSource;
  source: VariableValue;
  /** Absolute path in the image. */
  target: string;
}

/** `RUN` with what holds while it runs. */
export interface RunStep {
  kind: 'run';
  instruction: DockerfileInstruction;
  /** Shell form, here-documents put back in. */
  script: LogicalText | undefined;
  /** Exec form. */
  command: readonly string[] | undefined;
  /** What runs the shell form: the words of SHELL; undefined for the default of the image. */
  shell: readonly string[] | undefined;
  mounts: readonly BindMount[];
  variables: ReadonlyMap<string, VariableValue>;
  workdir: string;
  user: string;
}

/** `WORKDIR`, which creates the folder. */
export interface WorkdirStep {
  kind: 'workdir';
  path: string;
}

export type StageStep = CopyStep | RunStep | WorkdirStep;

/** A stage with its words expanded in the scopes that BuildKit gives them. */
export interface ResolvedStage {
  index: number;
  name: string | undefined;
  line: number;
  base: StageSource;
  /** Platform that `FROM` asks for, where it can be told. */
  platform: string | undefined;
  steps: readonly StageStep[];
  workdir: string;
  shell: readonly string[] | undefined;
  environment: ReadonlyMap<string, VariableValue>;
  /** What the image runs: entry point and command, as far as the Dockerfile sets them. */
  startCommand: string;
}

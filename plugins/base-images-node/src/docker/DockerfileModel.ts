import { LogicalText } from './LogicalText';

/** A part of a file: offsets in UTF-16 code units, the end excluded; 1-based lines, both included. @public */
export interface SourceRange {
  start: number;
  end: number;
  startLine: number;
  endLine: number;
}

/** A flag such as `--from=build` in front of an instruction's arguments. @public */
export interface DockerfileFlag {
  /** Name without dashes. */
  name: string;
  /** What follows the `=`, not expanded; empty where there is none. */
  value: string;
}

/** A here-document (Dockerfile reference, "Here-Documents"). @public */
export interface DockerfileHeredoc {
  /** Name of the delimiter, without quotes. */
  name: string;
  /** Whether variables are expanded in it: its delimiter is not quoted. */
  expand: boolean;
  /** Its lines, without the delimiter; without leading tabs where it is written `<<-`. */
  content: LogicalText;
}

/** One instruction of a Dockerfile. @public */
export interface DockerfileInstruction {
  /** In capitals. */
  keyword: string;
  /** From the keyword to the end of the last line, here-documents included; without the final line break. */
  range: SourceRange;
  /** The instruction exactly as it is written. */
  text: string;
  flags: DockerfileFlag[];
  /** What follows keyword and flags: lines joined, comments inside taken out. */
  arguments: LogicalText;
  /** The arguments where they are a JSON array of strings and the instruction has such a form. */
  json: string[] | undefined;
  heredocs: DockerfileHeredoc[];
}

/** One build stage. @public */
export interface DockerfileStage {
  index: number;
  /** Lower case: names of stages are case-insensitive. */
  name: string | undefined;
  /** The image as it is written after `FROM`, not expanded. */
  image: string;
  /** The value of `--platform`, not expanded. */
  platform: string | undefined;
  from: DockerfileInstruction;
  /** What follows `FROM`. */
  instructions: DockerfileInstruction[];
}

/** Why a Dockerfile cannot be built as it stands. @public */
export interface DockerfileProblem {
  /** 1-based. */
  line: number;
  message: string;
  help: string;
}

/**
 * A Dockerfile as it is written: nothing is expanded, and every instruction keeps its text and place.
 *
 * @public
 */
export interface DockerfileModel {
  text: string;
  /** The escape character, which the `escape` directive can change to a backtick. */
  escape: string;
  /** Parser directives by their name in lower case. */
  directives: Record<string, string>;
  /** Every instruction in the order of the file. */
  instructions: DockerfileInstruction[];
  /** The `ARG` instructions in front of the first `FROM`. */
  globalArguments: DockerfileInstruction[];
  stages: DockerfileStage[];
  problems: DockerfileProblem[];
}

/**
 * What happens to a request instead of, or beside, its normal answer.
 *
 * `accepted` says whether the service did what was asked before the fault showed; left out, it did not.
 *
 * @public
 */
export type RequestEffect =
  /** An error of the service. */
  | {
      kind: 'error';
      code: string;
      message?: string;
      /** HTTP status; 400 when left out. */
      status?: number;
      accepted?: boolean;
    }
  /** The connection is cut. */
  | { kind: 'reset'; accepted?: boolean }
  /** An answer that is no AWS error, such as the HTML page of a proxy. */
  | {
      kind: 'response';
      status: number;
      contentType?: string;
      body?: string | Uint8Array;
      /** Milliseconds since 1970 that the answer gives as its time; the real time when left out. */
      date?: number;
      accepted?: boolean;
    }
  /** The answer comes late, in real time. */
  | { kind: 'delay'; milliseconds: number }
  /**
   * The clock of the client is not that of AWS, which is ahead of it by so much: a request that is signed with another time is
   * refused, and every answer tells the right one.
   */
  | { kind: 'clockSkew'; milliseconds: number }
  /** The service does what was asked, and answers with these members put over its answer; null takes a member away. */
  | { kind: 'output'; members: Record<string, unknown> };

/**
 * What goes wrong with a build.
 *
 * @public
 */
export type BuildEffect =
  /** It ends with this status in a phase (`BUILD` when left out). */
  | {
      kind: 'end';
      status: 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'STOPPED';
      phase?: string;
      message?: string;
    }
  /** It never leaves a phase; its time-outs end it, unless `forever`. */
  | { kind: 'stuck'; phase: string; forever?: boolean }
  /** It succeeds, but what it pushed is not what it should be. */
  | {
      kind: 'image';
      wrong:
        'missing' | 'index' | 'architecture' | 'labels' | 'digest' | 'base';
    }
  /** The service forgets it: BatchGetBuilds lists it under buildsNotFound and no list has it. */
  | { kind: 'forgotten' }
  /** Somebody else moves the tag that it pushed to another image. */
  | { kind: 'tagMoved' }
  /** Its image is gone again right after the build, as by a lifecycle rule. */
  | { kind: 'expired' }
  /** Its log stream comes this much later than usual. */
  | { kind: 'lateLog'; milliseconds: number }
  /** Its log has more lines: colours, secrets, what you like. */
  | { kind: 'logLines'; lines: string[] }
  /** Its log gives so many empty pages before each page that has events. */
  | { kind: 'emptyLogPages'; pages: number };

/** Which requests or builds, and how often. @public */
export interface FaultScope {
  /** Name to remove it by; one is made up when left out. */
  id?: string;
  /** How often it strikes; once when left out, `Infinity` (over HTTP: null) for always. */
  times?: number | null;
  /** How many that would match pass unharmed first. */
  skip?: number;
  account?: string;
  region?: string;
}

/** A fault of requests. @public */
export interface RequestFault<Input = unknown> extends FaultScope {
  /**
   * `service:Operation`, such as `codebuild:StartBuild`; `service:*` and `*` match more. `layers:Download` is what the addresses of
   * GetDownloadUrlForLayer give.
   */
  on: string;
  /** Members that the input must have, with these values; or a test of it. */
  match?: Record<string, unknown> | ((input: Input) => boolean);
  effect: RequestEffect;
}

/** A fault of builds, decided when StartBuild is accepted. @public */
export interface BuildFault extends FaultScope {
  on: 'build';
  /**
   * What the build must be: its project and values of its environment variables; or a test of both.
   */
  match?: BuildMatch | ((build: Required<BuildMatch>) => boolean);
  effect: BuildEffect;
}

/** An update of a function that is accepted, and fails later. @public */
export interface FunctionUpdateFault extends FaultScope {
  on: 'functionUpdate';
  match?: { functionName: string };
  /** Reason code such as `InvalidImage` or `ImageAccessDenied`, and the sentence with it. */
  effect: { code: string; reason: string };
}

/** What tells builds apart. @public */
export interface BuildMatch {
  projectName?: string;
  /** Environment variables by name. */
  environment?: Record<string, string>;
}

/** Something that goes wrong on demand. @public */
export type Fault = RequestFault | BuildFault | FunctionUpdateFault;

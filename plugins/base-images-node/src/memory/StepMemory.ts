import { Recorder } from './Recorder';
import { Results } from './Results';
import { Trace } from './Trace';
import { TraceBuilder } from './TraceBuilder';

/** A result of an earlier scan, with what it was made from. */
export interface Remembered<T> {
  result: T;
  /** What was given to it. */
  input: unknown;
  trace: Trace;
}

/** Results of one kind, each under a key: those of the scan before, as far as they still hold, and those of this one. */
export class StepMemory<T> {
  constructor(
    private readonly all: Results<Remembered<T>>,
    private readonly isUnchanged: (trace: Trace) => boolean,
  ) {}

  /** What the next scan may remember. */
  get results(): ReadonlyMap<string, Remembered<T>> {
    return this.all.kept;
  }

  /**
   * The result under a key: the earlier one when the input is the same and nothing changed that it was made from, else what
   * `make` gives. Everything else that `make` depends on must go through the recorder.
   */
  async recall(
    key: string,
    input: unknown,
    recorder: Recorder,
    make: (trace: TraceBuilder) => T | Promise<T>,
  ): Promise<T> {
    const known = this.find(key, input);
    if (known !== undefined) {
      return known;
    }
    const trace = new TraceBuilder();
    const result = await recorder.record(trace, () => make(trace));
    this.all.keep(key, { result, input, trace: trace.build() });
    return result;
  }

  /** What `recall` would not have to make. */
  find(key: string, input: unknown): T | undefined {
    const known = this.all.earlier(key);
    if (!known || known.input !== input || !this.isUnchanged(known.trace)) {
      return undefined;
    }
    this.all.keep(key, known);
    return known.result;
  }
}

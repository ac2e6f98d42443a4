import { SourceTree } from '../source/SourceTree';
import { ScanSession } from './ScanSession';
import { ScanState } from './ScanState';

/**
 * What the scans of one source leave for the next one, so that it reads only what changed and works out only what that touches.
 *
 * @remarks
 * A scan with it finds exactly what a scan without it finds. It lives in the process: nothing of it is meant to be stored. A
 * scan that fails leaves it as it was. It holds about twice what the result of a scan holds.
 *
 * @public
 */
export class ScanMemory {
  static create(): ScanMemory {
    return new ScanMemory();
  }

  #state: ScanState | undefined;

  private constructor() {}

  /** The tree of the last scan, from which the next one may be listed; undefined before the first one. */
  get tree(): SourceTree | undefined {
    return this.#state?.tree;
  }

  /** @internal */
  begin(tree: SourceTree, signal?: AbortSignal): ScanSession {
    return ScanSession.begin(tree, {
      before: this.#state,
      isKept: true,
      signal,
    });
  }

  /** @internal */
  keep({ state }: ScanSession): void {
    this.#state = state;
  }
}

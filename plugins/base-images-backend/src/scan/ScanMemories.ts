import { ScanMemory } from '@base-images/backstage-plugin-base-images-node';
import { SourceConfig, targetOf } from '../config/SourceConfig';

/** Each holds about as much as a snapshot; without one a scan only takes longer. */
const MAX_SOURCES = 50;

/** What the scans of this process remember of each source; of the sources that were scanned last. */
export class ScanMemories {
  static create(): ScanMemories {
    return new ScanMemories();
  }

  readonly #bySource = new Map<
    string,
    { target: string; memory: ScanMemory }
  >();

  private constructor() {}

  /** The memory of a source, empty when its target is another now. */
  get(source: SourceConfig): ScanMemory {
    const target = targetOf(source);
    const known = this.#bySource.get(source.id);
    const memory =
      known?.target === target ? known.memory : ScanMemory.create();
    // The one that was used last stands last.
    this.#bySource.delete(source.id);
    this.#bySource.set(source.id, { target, memory });
    for (const id of this.#bySource.keys()) {
      if (this.#bySource.size > MAX_SOURCES) {
        this.#bySource.delete(id);
      }
    }
    return memory;
  }
}

import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { SourceTree } from '../source/SourceTree';
import { ObservedFiles } from './ObservedFiles';
import { TraceBuilder } from './TraceBuilder';

/** Notes in a trace what is asked of a tree; of one result after the other, never of two at a time. */
export class Recorder {
  #trace: TraceBuilder | undefined;

  /** Everything that is asked until `make` has ended belongs to its result. */
  async record<T>(trace: TraceBuilder, make: () => T | Promise<T>): Promise<T> {
    this.#trace = trace;
    try {
      return await make();
    } finally {
      this.#trace = undefined;
    }
  }

  readonly onListing = (path: string): void => {
    this.#trace?.addListing(path);
  };

  readonly onPackage = (item: DiscoveredPackage): void => {
    this.#trace?.addPackage(item.name);
  };

  /** The same tree, of which is noted what is asked. */
  observe(tree: SourceTree): SourceTree {
    return {
      revision: tree.revision,
      diagnostics: tree.diagnostics,
      files: new ObservedFiles(tree.files, {
        onLookup: path => this.#trace?.addPath(path),
        // Whether there is a file does not depend on what is in it.
        onQuestion: path => this.#trace?.addListing(path),
        onIteration: () => this.#trace?.addEverything(),
      }),
      read: async path => {
        const trace = this.#trace;
        trace?.addPath(path);
        try {
          return await tree.read(path);
        } catch (error) {
          // It may be readable the next time, although the tree is the same.
          trace?.addEverything();
          throw error;
        }
      },
    };
  }
}

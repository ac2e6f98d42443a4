import { SourceTree } from '../source/SourceTree';
import { Results } from './Results';

/** Contents by blob id: what every scan reads is read once, as long as it stays the same. */
export class CachedReads {
  constructor(private readonly all: Results<Buffer>) {}

  /** What the next scan may use. */
  get contents(): ReadonlyMap<string, Buffer> {
    return this.all.kept;
  }

  /** The same tree, whose contents are remembered. */
  of(tree: SourceTree): SourceTree {
    return {
      revision: tree.revision,
      files: tree.files,
      diagnostics: tree.diagnostics,
      read: async path => {
        const blobId = tree.files.get(path)?.blobId;
        if (blobId === undefined) {
          return tree.read(path);
        }
        const content = this.all.earlier(blobId) ?? (await tree.read(path));
        this.all.keep(blobId, content);
        return content;
      },
    };
  }
}

import { NotFoundError } from '@backstage/errors';
import { gitBlobId } from './gitBlobId';
import { SourceFile, SourceTree } from './SourceTree';

/**
 * A {@link SourceTree} whose files are given as text: for previews and tests.
 *
 * @public
 */
export class InMemorySourceTree implements SourceTree {
  /**
   * @param files - Content by path from the root, with `/`.
   * @param options - `revision`: the commit that the files stand for; `symlinks`: link text by path.
   */
  static of(
    files: Record<string, string | Buffer>,
    options: { revision?: string; symlinks?: Record<string, string> } = {},
  ): InMemorySourceTree {
    const contents = new Map<string, { file: SourceFile; content: Buffer }>();
    const add = (
      path: string,
      text: string | Buffer,
      type: SourceFile['type'],
    ) => {
      const content = Buffer.from(text);
      contents.set(path, {
        content,
        file: { path, blobId: gitBlobId(content), size: content.length, type },
      });
    };
    for (const [path, text] of Object.entries(files)) {
      add(path, text, 'file');
    }
    for (const [path, text] of Object.entries(options.symlinks ?? {})) {
      add(path, text, 'symlink');
    }
    return new InMemorySourceTree(contents, options.revision ?? null);
  }

  readonly files: ReadonlyMap<string, SourceFile>;
  readonly #contents: ReadonlyMap<string, Buffer>;

  private constructor(
    contents: ReadonlyMap<string, { file: SourceFile; content: Buffer }>,
    readonly revision: string | null,
  ) {
    const paths = [...contents.keys()].sort();
    this.files = new Map(paths.map(path => [path, contents.get(path)!.file]));
    this.#contents = new Map(
      paths.map(path => [path, contents.get(path)!.content]),
    );
  }

  async read(path: string): Promise<Buffer> {
    const content = this.#contents.get(path);
    if (!content) {
      throw new NotFoundError(`The source tree has no file '${path}'`);
    }
    return content;
  }
}

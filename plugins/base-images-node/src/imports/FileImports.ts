import { isError } from '@backstage/errors';
import { ScanSession } from '../memory/ScanSession';
import { mapConcurrently } from '../source/mapConcurrently';
import { SourceFile, SourceTree } from '../source/SourceTree';
import { ImportStatement } from './ImportStatement';
import { readImports } from './readImports';
import { STANDARD_MODULES } from './standardModules';
import { TextPool } from './TextPool';

/** Files that are read at a time. */
const CONCURRENCY = 16;
/** Larger ones are made by machines. In bytes. */
const MAXIMUM_SIZE = 1_000_000;

/** Imports by the id of the blob of the file that they stand in. */
export type ImportsByBlob = ReadonlyMap<string, readonly ImportStatement[]>;

/** Some files, and what is known of those that they were at the scan before. */
export interface ImportingFiles {
  files: readonly string[];
  earlier: ImportsByBlob | undefined;
}

/** What some files import. */
export interface ReadImports {
  statements: ImportsByBlob;
  /** Whether all of the files could be read. */
  complete: boolean;
}

/** Reads the imports of files that may concern other packages of a monorepo, those of the same content once. */
export class FileImports {
  readonly #pool = new TextPool();

  constructor(
    private readonly tree: SourceTree,
    private readonly session: Pick<ScanSession, 'turn'>,
  ) {}

  /** In the order of the groups. Empty and very large files, and such that are not there any more, import nothing. */
  async read(groups: readonly ImportingFiles[]): Promise<ReadImports[]> {
    const known = new Map<string, readonly ImportStatement[]>();
    const unknown = new Map<string, SourceFile>();
    for (const { files, earlier } of groups) {
      for (const file of this.#present(files)) {
        const imports = earlier?.get(file.blobId);
        if (imports) {
          known.set(file.blobId, imports);
        } else {
          unknown.set(file.blobId, file);
        }
      }
    }
    const pending = [...unknown.values()].filter(
      ({ blobId }) => !known.has(blobId),
    );
    await mapConcurrently(pending, CONCURRENCY, async file => {
      await this.session.turn();
      const imports = await this.#readFile(file.path);
      if (imports) {
        known.set(file.blobId, imports);
      }
    });
    return groups.map(({ files }) => {
      const statements = new Map<string, readonly ImportStatement[]>();
      let complete = true;
      for (const { blobId } of this.#present(files)) {
        const imports = known.get(blobId);
        if (imports) {
          statements.set(blobId, imports);
        } else {
          complete = false;
        }
      }
      return { statements, complete };
    });
  }

  #present(paths: readonly string[]): SourceFile[] {
    return paths.flatMap(path => {
      const file = this.tree.files.get(path);
      return file && file.size > 0 && file.size <= MAXIMUM_SIZE ? file : [];
    });
  }

  async #readFile(path: string): Promise<ImportStatement[] | undefined> {
    try {
      const text = (await this.tree.read(path)).toString('utf8');
      return readImports(text).filter(mayConcernOthers).map(this.#compact);
    } catch (error) {
      // By name, since several copies of the errors package may be installed.
      if (isError(error) && /^(?:InputError|NotFoundError)$/.test(error.name)) {
        return undefined;
      }
      throw error;
    }
  }

  readonly #compact = (statement: ImportStatement): ImportStatement => ({
    ...statement,
    module: this.#pool.of(statement.module),
    names: statement.names.map(name => this.#pool.of(name)),
  });
}

function mayConcernOthers({
  module,
  typeChecking,
  optional,
}: ImportStatement): boolean {
  return (
    !typeChecking && !optional && !STANDARD_MODULES.has(module.split('.', 1)[0])
  );
}

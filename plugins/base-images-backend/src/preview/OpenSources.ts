import {
  ConflictError,
  isErrorWithName,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  hashTree,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { SourceConfig } from '../config/SourceConfig';
import { SourceReader } from '../source/SourceReader';
import { createDeferred } from './createDeferred';

interface Opening {
  sourceId: string;
  treeHash: string;
  tree: Promise<SourceTree>;
  failed: boolean;
  users: number;
  close: () => void;
  closed: Promise<void>;
  idle: NodeJS.Timeout | undefined;
}

/** Reading a source again for a preview takes no longer. */
const READING_MS = 120_000;
/** Somebody who looks at one preview soon asks for another. */
const IDLE_MS = 180_000;
/** A source that could not be opened is not read again sooner, however often somebody asks. */
const FAILED_MS = 15_000;
/** Files on a disk are kept for each. */
const MAX_OPEN = 4;

/**
 * Reads the files of sources again, as previews need them, and keeps them open for a while.
 *
 * @remarks
 * Each source is read at most once at a time, whoever asks for it; the least recently used of too many is closed.
 */
export class OpenSources {
  static create(options: {
    reader: SourceReader;
    idleMs?: number;
    maxOpen?: number;
  }): OpenSources {
    return new OpenSources(
      options.reader,
      options.idleMs ?? IDLE_MS,
      options.maxOpen ?? MAX_OPEN,
    );
  }

  readonly #reader: SourceReader;
  readonly #idleMs: number;
  readonly #maxOpen: number;
  /** By the id of the source, the least recently used first. */
  readonly #openings = new Map<string, Opening>();

  private constructor(reader: SourceReader, idleMs: number, maxOpen: number) {
    this.#reader = reader;
    this.#idleMs = idleMs;
    this.#maxOpen = maxOpen;
  }

  /**
   * Gives the files to `use`.
   *
   * @throws ConflictError when they are not those of the snapshot any more; ServiceUnavailableError when too many others are in
   * use, or the source cannot be read.
   */
  async use<T>(
    source: Pick<SourceConfig, 'id' | 'target'>,
    monorepo: Pick<Monorepo, 'treeHash' | 'revision'>,
    use: (tree: SourceTree) => Promise<T>,
  ): Promise<T> {
    const opening = this.#find(source, monorepo);
    opening.users++;
    clearTimeout(opening.idle);
    try {
      return await use(await opening.tree);
    } finally {
      opening.users--;
      this.#release(opening);
    }
  }

  /** Removes what the files need on a disk. */
  async closeAll(): Promise<void> {
    const openings = [...this.#openings.values()];
    for (const opening of openings) {
      this.#close(opening);
    }
    await Promise.all(openings.map(opening => opening.closed));
  }

  #find(
    source: Pick<SourceConfig, 'id' | 'target'>,
    monorepo: Pick<Monorepo, 'treeHash' | 'revision'>,
  ): Opening {
    const present = this.#openings.get(source.id);
    if (present?.treeHash === monorepo.treeHash) {
      this.#openings.delete(source.id);
      this.#openings.set(source.id, present);
      return present;
    }
    if (!present) {
      this.#makeRoom();
    }
    const opening = this.#open(source, monorepo, present);
    this.#openings.delete(source.id);
    this.#openings.set(source.id, opening);
    if (present && present.users === 0) {
      this.#close(present);
    }
    return opening;
  }

  #makeRoom(): void {
    if (this.#openings.size < this.#maxOpen) {
      return;
    }
    const unused = [...this.#openings.values()].find(
      opening => opening.users === 0,
    );
    if (!unused) {
      throw new ServiceUnavailableError(
        `Previews of ${this.#maxOpen} other sources are being made: ask again in a minute`,
      );
    }
    this.#close(unused);
  }

  #open(
    source: Pick<SourceConfig, 'id' | 'target'>,
    monorepo: Pick<Monorepo, 'treeHash' | 'revision'>,
    previous: Opening | undefined,
  ): Opening {
    const open = createDeferred<SourceTree>();
    const release = createDeferred<void>();
    // Whoever waits for it handles its failure; nobody may be left to.
    open.promise.catch(() => undefined);
    const opening: Opening = {
      sourceId: source.id,
      treeHash: monorepo.treeHash,
      tree: open.promise,
      failed: false,
      users: 0,
      close: release.resolve,
      closed: Promise.resolve(),
      idle: undefined,
    };
    opening.closed = this.#read(source, previous?.tree, tree => {
      checkRevision(source.id, tree, monorepo);
      open.resolve(tree);
      return release.promise;
    }).catch(error => {
      opening.failed = true;
      open.reject(error);
    });
    return opening;
  }

  /** Reads a source once an earlier reading of it has ended. */
  async #read(
    source: Pick<SourceConfig, 'id' | 'target'>,
    previous: Promise<unknown> | undefined,
    use: (tree: SourceTree) => Promise<void>,
  ): Promise<void> {
    await previous?.catch(() => undefined);
    const controller = new AbortController();
    const timeout = setTimeout(() => controller.abort(), READING_MS);
    try {
      await this.#reader.read(
        source.target,
        { etag: undefined, signal: controller.signal },
        async ({ tree }) => {
          clearTimeout(timeout);
          await use(tree);
        },
      );
    } catch (error) {
      if (controller.signal.aborted) {
        throw new ServiceUnavailableError(
          `Reading source '${source.id}' for a preview takes longer than ${READING_MS / 1000} seconds`,
        );
      }
      throw isErrorWithName(error, 'ScanError')
        ? new ServiceUnavailableError(error.message)
        : error;
    } finally {
      clearTimeout(timeout);
    }
  }

  #release(opening: Opening): void {
    if (opening.users > 0) {
      return;
    }
    if (this.#openings.get(opening.sourceId) !== opening) {
      opening.close();
      return;
    }
    opening.idle = setTimeout(
      () => this.#close(opening),
      opening.failed ? FAILED_MS : this.#idleMs,
    );
    opening.idle.unref();
  }

  #close(opening: Opening): void {
    clearTimeout(opening.idle);
    if (this.#openings.get(opening.sourceId) === opening) {
      this.#openings.delete(opening.sourceId);
    }
    opening.close();
  }
}

function checkRevision(
  sourceId: string,
  tree: SourceTree,
  { treeHash, revision }: Pick<Monorepo, 'treeHash' | 'revision'>,
): void {
  if (hashTree(tree) === treeHash) {
    return;
  }
  const [from, to] = [revision, tree.revision].map(
    item => item ?? 'files that are not those of one commit',
  );
  throw new ConflictError(
    `Source '${sourceId}' has changed since its last scan, from ${from} to ${to}: ask again when it has been scanned`,
  );
}

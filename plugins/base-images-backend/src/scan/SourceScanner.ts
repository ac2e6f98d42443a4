import { LoggerService } from '@backstage/backend-plugin-api';
import { isErrorWithName, toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { hashTree, scan } from '@base-images/backstage-plugin-base-images-node';
import { SourceConfig, targetOf } from '../config/SourceConfig';
import { SourceFiles, SourceReader } from '../source/SourceReader';
import { SnapshotState, SnapshotStore } from '../store/SnapshotStore';
import { ENGINE_VERSION } from './engineVersion';
import { isEmptyMonorepo } from './isEmptyMonorepo';
import { logScan } from './logScan';
import { ScanError } from './ScanError';
import { ScanMemories } from './ScanMemories';

/**
 * Scans sources into the store.
 *
 * @remarks
 * Scanning twice, or on two replicas at once, does no harm: the state that a scan began with must still be the stored one when
 * it ends. A failed scan leaves what an earlier one found.
 */
export class SourceScanner {
  static create(options: {
    reader: SourceReader;
    store: SnapshotStore;
    logger: LoggerService;
  }): SourceScanner {
    return new SourceScanner(options.reader, options.store, options.logger);
  }

  readonly #reader: SourceReader;
  readonly #store: SnapshotStore;
  readonly #logger: LoggerService;
  readonly #memories = ScanMemories.create();

  private constructor(
    reader: SourceReader,
    store: SnapshotStore,
    logger: LoggerService,
  ) {
    this.#reader = reader;
    this.#store = store;
    this.#logger = logger;
  }

  /** Does not reject when the source cannot be scanned: the store and the log say so. */
  async scan(source: SourceConfig, signal: AbortSignal): Promise<void> {
    const startedAt = Date.now();
    const state = await this.#store.get(source.id);
    try {
      const saved = await this.#scan(source, state, signal);
      if (!saved) {
        this.#logger.info(
          `Left out a scan of source '${source.id}': another replica has scanned it meanwhile`,
        );
      }
    } catch (error) {
      const timeout = timeoutOf(source);
      if (!signal.aborted) {
        await this.#fail(source, state, error);
      } else if (Date.now() - startedAt >= timeout) {
        await this.#fail(
          source,
          state,
          new ScanError(
            `The scan took longer than its time-out: raise 'baseImages.sources.${source.id}.schedule.timeout'`,
          ),
        );
      } else {
        this.#logger.debug(`Stopped the scan of source '${source.id}'`);
      }
    }
  }

  async #scan(
    source: SourceConfig,
    state: SnapshotState | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    // Another target may be another monorepo, and another engine may see more in the same files.
    const sameTarget = state?.target === targetOf(source);
    const sameEngine = state?.engineVersion === ENGINE_VERSION;
    const current = sameTarget && sameEngine ? state : undefined;
    const outcome = await this.#reader.read(
      source.target,
      {
        etag: current?.readerEtag,
        previous: this.#memories.get(source).tree,
        signal,
      },
      async files => {
        const unchanged =
          current?.treeHash === hashTree(files.tree) &&
          current.revision === (files.tree.revision ?? undefined);
        return unchanged
          ? this.#saveUnchanged(current, files.etag)
          : this.#scanFiles(source, state, files, signal);
      },
    );
    return outcome
      ? outcome.result
      : current !== undefined &&
          this.#saveUnchanged(current, current.readerEtag);
  }

  async #saveUnchanged(
    state: SnapshotState,
    readerEtag: string | undefined,
  ): Promise<boolean> {
    if (state.failedAt) {
      this.#logger.info(
        `Source '${state.sourceId}' can be scanned again, and has not changed`,
      );
    } else {
      this.#logger.debug(`Source '${state.sourceId}' has not changed`);
    }
    return this.#store.saveUnchanged(state.sourceId, state.version, {
      scannedAt: new Date(),
      readerEtag,
    });
  }

  async #scanFiles(
    source: SourceConfig,
    state: SnapshotState | undefined,
    { tree, etag }: SourceFiles,
    signal: AbortSignal,
  ): Promise<boolean> {
    const target = targetOf(source);
    const stored = (await this.#store.getContent(source.id))?.monorepo;
    const monorepo = await scan(tree, {
      signal,
      previous: state?.target === target ? stored : undefined,
      memory: this.#memories.get(source),
    });
    if (stored && isEmptyMonorepo(monorepo) && !isEmptyMonorepo(stored)) {
      throw new ScanError(
        `No package, Lambda or base image is left in its ${tree.files.size} files. Mend the target, or remove the source from 'baseImages.sources' when the monorepo is really empty now`,
      );
    }
    signal.throwIfAborted();
    const saved = await this.#store.saveScan(source.id, state?.version, {
      target,
      monorepo,
      readerEtag: etag,
      engineVersion: ENGINE_VERSION,
      scannedAt: new Date(),
    });
    if (saved) {
      logScan(this.#logger, source, monorepo);
    }
    return saved;
  }

  async #fail(
    source: SourceConfig,
    state: SnapshotState | undefined,
    error: unknown,
  ): Promise<void> {
    const { message } = toError(error);
    const kept = state?.contentHash
      ? 'What an earlier scan found stays.'
      : 'Nothing has been found yet.';
    const text = `Could not scan source '${source.id}': ${message}. ${kept}`;
    if (isExpected(error)) {
      this.#logger.warn(text);
    } else {
      this.#logger.error(text, toError(error));
    }
    await this.#store.saveFailure(source.id, state?.version, {
      failedAt: new Date(),
      error: message,
    });
  }
}

function timeoutOf({ schedule: { timeout } }: SourceConfig): number {
  return 'toMillis' in timeout
    ? timeout.toMillis()
    : durationToMilliseconds(timeout);
}

/** What the owner of a source can mend needs no stack trace. */
function isExpected(error: unknown): boolean {
  return (
    isErrorWithName(error, 'ScanError') || isErrorWithName(error, 'InputError')
  );
}

import { createHash } from 'node:crypto';
import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  GoodScan,
  SnapshotContent,
  SnapshotState,
  SnapshotStore,
} from './SnapshotStore';

const MIGRATIONS = resolvePackagePath(
  '@base-images/backstage-plugin-base-images-backend',
  'migrations',
);
const SUPPORTED_CLIENTS = ['better-sqlite3', 'pg'];
const STATE_COLUMNS = [
  'source_id',
  'version',
  'target',
  'tree_hash',
  'revision',
  'content_hash',
  'reader_etag',
  'engine_version',
  'scanned_at',
  'failed_at',
  'error',
] as const;

/** Times are ISO 8601 in UTC, so that SQLite and PostgreSQL keep the same value. */
interface SnapshotRow {
  source_id: string;
  version: number;
  target: string | null;
  tree_hash: string | null;
  content_hash: string | null;
  revision: string | null;
  reader_etag: string | null;
  engine_version: string | null;
  monorepo: string | null;
  changed_at: string | null;
  scanned_at: string | null;
  failed_at: string | null;
  error: string | null;
}

type StateRow = Pick<SnapshotRow, (typeof STATE_COLUMNS)[number]>;

/** Keeps snapshots in the plugin's own database: SQLite or PostgreSQL. */
export class DatabaseSnapshotStore implements SnapshotStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseSnapshotStore> {
    const { database } = options;
    const client = await database.getClient();
    const name = client.client.config.client;
    if (!SUPPORTED_CLIENTS.includes(name)) {
      throw new Error(
        `The base-images plugin needs SQLite or PostgreSQL, but its database is '${name}': set 'backend.database.client', or 'backend.database.plugin.base-images.client' for this plugin alone, to 'pg' or 'better-sqlite3'`,
      );
    }
    if (!database.migrations?.skip) {
      await client.migrate.latest({ directory: MIGRATIONS });
    }
    return new DatabaseSnapshotStore(client);
  }

  readonly #client: Knex;

  private constructor(client: Knex) {
    this.#client = client;
  }

  async get(sourceId: string): Promise<SnapshotState | undefined> {
    const row = await this.#rows()
      .where({ source_id: sourceId })
      .first(...STATE_COLUMNS);
    return row && toState(row);
  }

  async getContent(sourceId: string): Promise<SnapshotContent | undefined> {
    const row = await this.#rows()
      .where({ source_id: sourceId })
      .first('content_hash', 'changed_at', 'monorepo');
    if (!row?.content_hash || !row.changed_at || !row.monorepo) {
      return undefined;
    }
    return {
      contentHash: row.content_hash,
      changedAt: new Date(row.changed_at),
      monorepo: JSON.parse(row.monorepo),
    };
  }

  async saveScan(
    sourceId: string,
    version: number | undefined,
    scan: GoodScan,
  ): Promise<boolean> {
    const monorepo = JSON.stringify(scan.monorepo);
    const contentHash = createHash('sha256').update(monorepo).digest('hex');
    const scannedAt = scan.scannedAt.toISOString();
    const sameContent =
      version !== undefined &&
      (await this.get(sourceId))?.contentHash === contentHash;
    return this.#write(sourceId, version, {
      target: scan.target,
      tree_hash: scan.monorepo.treeHash,
      content_hash: contentHash,
      revision: scan.monorepo.revision,
      reader_etag: scan.readerEtag ?? null,
      engine_version: scan.engineVersion,
      monorepo,
      // Left as it is for the same content, so that clients that poll need not fetch it again.
      ...(sameContent ? {} : { changed_at: scannedAt }),
      scanned_at: scannedAt,
      failed_at: null,
      error: null,
    });
  }

  async saveUnchanged(
    sourceId: string,
    version: number,
    scan: { scannedAt: Date; readerEtag: string | undefined },
  ): Promise<boolean> {
    return this.#write(sourceId, version, {
      reader_etag: scan.readerEtag ?? null,
      scanned_at: scan.scannedAt.toISOString(),
      failed_at: null,
      error: null,
    });
  }

  async saveFailure(
    sourceId: string,
    version: number | undefined,
    failure: { failedAt: Date; error: string },
  ): Promise<boolean> {
    return this.#write(sourceId, version, {
      failed_at: failure.failedAt.toISOString(),
      error: failure.error,
    });
  }

  async deleteAllExcept(sourceIds: string[]): Promise<string[]> {
    const stored = await this.#rows().select('source_id');
    const removed = stored
      .map(row => row.source_id)
      .filter(id => !sourceIds.includes(id))
      .sort();
    await this.#rows().whereIn('source_id', removed).delete();
    return removed;
  }

  #rows() {
    return this.#client<SnapshotRow>('snapshots');
  }

  async #write(
    sourceId: string,
    version: number | undefined,
    values: Partial<SnapshotRow>,
  ): Promise<boolean> {
    if (version === undefined) {
      const inserted = await this.#rows()
        .insert({ ...values, source_id: sourceId, version: 1 })
        .onConflict('source_id')
        .ignore()
        .returning('source_id');
      return inserted.length === 1;
    }
    const updated = await this.#rows()
      .where({ source_id: sourceId, version })
      .update({ ...values, version: version + 1 });
    return updated === 1;
  }
}

function toState(row: StateRow): SnapshotState {
  return {
    sourceId: row.source_id,
    version: row.version,
    target: row.target ?? undefined,
    treeHash: row.tree_hash ?? undefined,
    revision: row.revision ?? undefined,
    contentHash: row.content_hash ?? undefined,
    readerEtag: row.reader_etag ?? undefined,
    engineVersion: row.engine_version ?? undefined,
    scannedAt: toDate(row.scanned_at),
    failedAt: toDate(row.failed_at),
    error: row.error ?? undefined,
  };
}

function toDate(value: string | null): Date | undefined {
  return value === null ? undefined : new Date(value);
}

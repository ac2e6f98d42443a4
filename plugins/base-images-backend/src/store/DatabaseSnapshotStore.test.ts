import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { exampleMonorepo } from '../__testUtils__/exampleMonorepo';
import { DatabaseSnapshotStore } from './DatabaseSnapshotStore';

jest.setTimeout(60_000);

const first = new Date('2026-01-01T10:00:00.000Z');
const later = new Date('2026-01-01T11:00:00.000Z');
const scan = {
  target: 'https://github.com/acme/receipts',
  monorepo: exampleMonorepo,
  readerEtag: 'etag-1',
  engineVersion: '1.0.0',
  scannedAt: first,
};

describe('DatabaseSnapshotStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let store: DatabaseSnapshotStore;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      store = await DatabaseSnapshotStore.create({
        database: mockServices.database({ knex }),
      });
    });

    it('keeps what a good scan found', async () => {
      expect(await store.get('receipts')).toBeUndefined();
      expect(await store.getContent('receipts')).toBeUndefined();

      expect(await store.saveScan('receipts', undefined, scan)).toBe(true);

      const state = {
        sourceId: 'receipts',
        version: 1,
        target: 'https://github.com/acme/receipts',
        treeHash: exampleMonorepo.treeHash,
        revision: exampleMonorepo.revision,
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        readerEtag: 'etag-1',
        engineVersion: '1.0.0',
        scannedAt: first,
        failedAt: undefined,
        error: undefined,
      };
      expect(await store.get('receipts')).toEqual(state);
      expect(await store.getContent('receipts')).toEqual({
        contentHash: state.contentHash,
        changedAt: first,
        monorepo: exampleMonorepo,
      });
    });

    it('keeps the last good scan when a later one fails, and forgets the failure at the next', async () => {
      await store.saveScan('receipts', undefined, scan);

      await store.saveFailure('receipts', 1, {
        failedAt: later,
        error: 'Gone',
      });
      expect(await store.get('receipts')).toMatchObject({
        version: 2,
        scannedAt: first,
        failedAt: later,
        error: 'Gone',
        readerEtag: 'etag-1',
      });
      expect((await store.getContent('receipts'))?.monorepo).toEqual(
        exampleMonorepo,
      );

      await store.saveUnchanged('receipts', 2, {
        scannedAt: later,
        readerEtag: 'etag-2',
      });
      expect(await store.get('receipts')).toMatchObject({
        version: 3,
        scannedAt: later,
        failedAt: undefined,
        error: undefined,
        readerEtag: 'etag-2',
      });
    });

    it('records a failure before the first good scan', async () => {
      await store.saveFailure('receipts', undefined, {
        failedAt: first,
        error: 'Gone',
      });
      expect(await store.get('receipts')).toMatchObject({
        version: 1,
        contentHash: undefined,
        error: 'Gone',
      });
      expect(await store.getContent('receipts')).toBeUndefined();
    });

    it('tells when the content changed, not when it was found again', async () => {
      await store.saveScan('receipts', undefined, scan);
      await store.saveScan('receipts', 1, { ...scan, scannedAt: later });
      expect((await store.get('receipts'))?.scannedAt).toEqual(later);
      expect((await store.getContent('receipts'))?.changedAt).toEqual(first);

      await store.saveScan('receipts', 2, {
        ...scan,
        monorepo: { ...exampleMonorepo, revision: null },
        scannedAt: later,
      });
      expect((await store.getContent('receipts'))?.changedAt).toEqual(later);
    });

    it('leaves out writes of overtaken scans', async () => {
      const outcomes = await Promise.all([
        store.saveScan('receipts', undefined, scan),
        store.saveScan('receipts', undefined, scan),
        store.saveFailure('receipts', undefined, {
          failedAt: first,
          error: 'Gone',
        }),
      ]);
      expect(outcomes.filter(Boolean)).toHaveLength(1);

      await store.saveUnchanged('receipts', 1, {
        scannedAt: later,
        readerEtag: undefined,
      });
      const before = await store.get('receipts');
      expect(await store.saveScan('receipts', 1, scan)).toBe(false);
      expect(
        await store.saveFailure('receipts', 1, {
          failedAt: later,
          error: 'Gone',
        }),
      ).toBe(false);
      expect(await store.get('receipts')).toEqual(before);
    });

    it('deletes all sources but some', async () => {
      for (const id of ['b-2', 'a', 'b', 'c']) {
        await store.saveScan(id, undefined, scan);
      }
      expect(await store.deleteAllExcept(['b', 'd'])).toEqual([
        'a',
        'b-2',
        'c',
      ]);
      expect(await store.get('a')).toBeUndefined();
      expect(await store.get('b')).toMatchObject({ version: 1 });
    });

    it('can be taken down again', async () => {
      await knex.migrate.rollback({
        directory: `${__dirname}/../../migrations`,
      });
      expect(await knex.schema.hasTable('snapshots')).toBe(false);
    });
  });

  it('refuses other databases', async () => {
    const knex = Object.assign(jest.fn(), {
      client: { config: { client: 'mysql2' } },
    });
    await expect(
      DatabaseSnapshotStore.create({
        database: { getClient: async () => knex as unknown as Knex },
      }),
    ).rejects.toThrow(
      "The base-images plugin needs SQLite or PostgreSQL, but its database is 'mysql2': set 'backend.database.client'",
    );
  });
});

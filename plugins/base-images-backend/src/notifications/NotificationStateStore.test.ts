import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseSnapshotStore } from '../store/DatabaseSnapshotStore';
import { NotificationStateStore } from './NotificationStateStore';

jest.setTimeout(60_000);

const subject = {
  sourceId: 'receipts',
  environment: 'production',
  subject: 'stale',
} as const;

describe('NotificationStateStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'gives the right to write to one at a time, and takes it from whoever had it before: %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await DatabaseSnapshotStore.create({
        database: mockServices.database({ knex }),
      });
      const store = NotificationStateStore.create(knex);
      expect(await store.get(subject)).toBeUndefined();

      const claims = await Promise.all(
        Array.from({ length: 5 }, () => store.claim(subject, 60_000)),
      );
      const [first, ...others] = claims.filter(claim => claim !== undefined);
      expect(others).toEqual([]);
      expect(first.state).toBeUndefined();
      expect(await store.save(first.claim, { told: 1 })).toBe(true);
      expect(
        await store.claim({ ...subject, subject: 'rebuilds' }, 60_000),
      ).toBeDefined();

      await store.renew(first.claim, 0);
      const second = (await store.claim(subject, 60_000))!;
      expect(second.state).toEqual({ told: 1 });
      expect(await store.save(first.claim, { told: 'late' })).toBe(false);
      expect(await store.renew(first.claim, 60_000)).toBe(false);
      expect(await store.save(second.claim, { told: 2 })).toBe(true);
      expect(await store.get(subject)).toEqual({ told: 2 });

      // Claimed before the clock of the database was set back by a day.
      await knex('notifications').increment('claim_until', 86_400_000);
      const third = (await store.claim(subject, 60_000))!;
      expect(await store.save(second.claim, { told: 'late' })).toBe(false);
      expect(await store.save(third.claim, { told: 2 })).toBe(true);

      await store.deleteAllExcept([{ sourceId: 'receipts', id: 'production' }]);
      expect(await store.get(subject)).toEqual({ told: 2 });
      await store.deleteAllExcept([{ sourceId: 'receipts', id: 'other' }]);
      expect(await store.get(subject)).toBeUndefined();
      expect(await store.save(third.claim, { told: 3 })).toBe(false);
    },
  );
});

import { TestDatabases } from '@backstage/backend-test-utils';
import { NotifiedWorld } from './__testUtils__/NotifiedWorld';
import { countScopes, tell } from './__testUtils__/sentNotifications';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60_000;

describe('notifications of rebuilds', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let world: NotifiedWorld;

    beforeEach(async () => {
      world = await NotifiedWorld.create(await databases.init(databaseId));
    });

    it('tell who started a rebuild all of it, and each owner what is theirs, once', async () => {
      const replica = await world.startedReplica();
      const id = await world.rebuild({
        base: 'done',
        child: 'done',
        orphan: 'done',
        '<https://evil.test|x>': 'reused',
      });
      await replica.tell();
      expect(world.sent.map(tell)).toEqual([
        'user:default/ann: Rebuild done: receipts in production: Built: base, child, orphan.',
        'group:default/base-team except user:default/ann: Rebuild done: receipts in production: Built: base.',
        'group:default/child-team except user:default/ann: Rebuild done: receipts in production: Built: child.',
        'group:default/platform except user:default/ann: Rebuild done: receipts in production: Built: orphan.',
      ]);
      expect(world.sent[1].payload).toEqual({
        title: 'Rebuild done: receipts in production',
        description: 'Built: base.',
        link: '/catalog/default/resource/base',
        severity: 'low',
        topic: 'rebuild-done',
        scope: expect.stringMatching(
          `^receipts/production/rebuild/${id}/[0-9a-f]{16}$`,
        ),
      });
      await replica.tell();
      await world.replica().tell();
      expect(world.sent).toHaveLength(4);
    });

    it('tell of what failed, what is not built because of it, and again once that was retried', async () => {
      const replica = await world.startedReplica();
      const id = await world.rebuild({
        base: 'failed',
        child: 'blocked',
        'www.evil.test/[x](y)': 'lost',
      });
      await replica.tell();
      expect(world.sent.map(tell)).toEqual([
        'user:default/ann: Rebuild failed: receipts in production: Failed: base, www-evil-test-x-y. Not built because of that: child.',
        'group:default/base-team except user:default/ann: Rebuild failed: receipts in production: Failed: base.',
        'group:default/child-team except user:default/ann: Rebuild failed: receipts in production: Not built because of that: child.',
        'group:default/platform except user:default/ann: Rebuild failed: receipts in production: Failed: www-evil-test-x-y.',
      ]);
      expect(world.sent[0].payload).toMatchObject({
        severity: 'high',
        topic: 'rebuild-failed',
      });
      expect(world.sent[3].payload.link).toBe(
        '/catalog/default/system/receipts',
      );

      await world.store.retry(id);
      await replica.tell();
      expect(world.sent).toHaveLength(4);
      await world.end(id, {
        base: 'done',
        child: 'done',
        'www.evil.test/[x](y)': 'done',
      });
      await replica.tell();
      expect(world.sent).toHaveLength(8);
      expect(world.sent[4].payload.title).toMatch(/^Rebuild done/);
      // What is told later takes the place of what was told before.
      expect(countScopes(world.sent)).toBe(4);
    });

    it('tell of functions that do not run what was built', async () => {
      const replica = await world.startedReplica();
      const deploys = [
        {
          functionName: 'upload',
          stepId: 'base-image:linux/arm64:base',
          fromDigest: 'sha256:a',
          state: 'failed' as const,
          message: 'It runs something else.',
        },
      ];
      await world.rebuild({ base: 'done', child: 'done' }, { deploys });
      await replica.tell();
      expect(world.sent.map(tell)).toEqual([
        'user:default/ann: Rebuild failed: receipts in production: Not deployed: upload.',
        'group:default/base-team except user:default/ann: Rebuild failed: receipts in production: Not deployed: upload.',
      ]);
    });

    it('tell only who started it of a rebuild that was cancelled', async () => {
      const replica = await world.startedReplica();
      await world.rebuild(
        { base: 'done', child: 'cancelled' },
        { cancelled: true },
      );
      await world.rebuild(
        { base: 'cancelled' },
        {
          cancelled: true,
          startedBy: null,
        },
      );
      await replica.tell();
      expect(world.sent.map(tell)).toEqual([
        'user:default/ann: Rebuild cancelled: receipts in production: 1 of 2 images were done before.',
      ]);
    });

    it('tell who queued a rebuild that nothing was left to do', async () => {
      const replica = await world.startedReplica();
      await world.rebuild({});
      await replica.tell();
      await world.rebuild({}, { cancelled: true });
      await replica.tell();
      expect(world.sent.map(tell)).toEqual([
        'user:default/ann: Rebuild done: receipts in production: There was nothing left to build.',
      ]);
    });

    it('tell owners of rebuilds that begin by themselves when they fail, and when what failed works again', async () => {
      const replica = await world.startedReplica();
      const automatic = { startedBy: null };
      await world.rebuild({ base: 'done' }, automatic);
      await replica.tell();
      expect(world.sent).toEqual([]);

      const failed = { base: 'done', child: 'failed' } as const;
      await world.rebuild(failed, automatic);
      await replica.tell();
      const told = [
        'group:default/child-team: Rebuild failed: receipts in production: Failed: child.',
      ];
      expect(world.sent.map(tell)).toEqual(told);
      // The same again, each hour.
      await world.rebuild(failed, automatic);
      await replica.tell();
      expect(world.sent.map(tell)).toEqual(told);

      await world.rebuild(failed, { ...automatic, treeHash: 'other' });
      await replica.tell();
      await world.rebuild({ base: 'done', child: 'done' }, automatic);
      await replica.tell();
      await world.rebuild({ base: 'done', child: 'done' }, automatic);
      await replica.tell();
      expect(world.sent.map(tell)).toEqual([
        ...told,
        ...told,
        'group:default/child-team: Rebuild done: receipts in production: Built: child.',
      ]);
      expect(countScopes(world.sent)).toBe(1);
    });

    it('tell nothing of what ended before there was anybody to tell, or more than a day ago', async () => {
      await world.rebuild({ base: 'done' });
      const replica = await world.startedReplica();
      await replica.tell();
      await world.rebuild({ base: 'failed' });
      await world.wait(DAY + 1_000);
      await replica.tell();
      expect(world.sent).toEqual([]);
    });
  });
});

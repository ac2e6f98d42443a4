import { TestDatabases } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { waitFor } from '../__testUtils__/waitFor';
import { NotifiedWorld, STALE_AFTER_MS } from './__testUtils__/NotifiedWorld';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60_000;
const OWNERS = { base: ['base-team'], child: ['child-team'], orphan: [] };

/** What was told, in short. */
function tell({ recipients, payload }: NotificationSendOptions) {
  const { entityRef, excludeEntityRef } = recipients as {
    entityRef: string;
    excludeEntityRef?: string;
  };
  const except = excludeEntityRef ? ` except ${excludeEntityRef}` : '';
  return `${entityRef}${except}: ${payload.title}: ${payload.description}`;
}

const scopes = (sent: NotificationSendOptions[]) =>
  new Set(sent.map(({ payload }) => payload.scope)).size;

describe('notifications', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let world: NotifiedWorld;

    beforeEach(async () => {
      world = await NotifiedWorld.create(
        await databases.init(databaseId),
        OWNERS,
      );
    });

    /** A replica that has run before anything happened. */
    async function createReplica() {
      const replica = world.replica();
      await replica.tell();
      return replica;
    }

    it('tell who started a rebuild all of it, and each owner what is theirs, once', async () => {
      const replica = await createReplica();
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
      const replica = await createReplica();
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
      expect(scopes(world.sent)).toBe(4);
    });

    it('tell of functions that do not run what was built', async () => {
      const replica = await createReplica();
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
      const replica = await createReplica();
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
      const replica = await createReplica();
      await world.rebuild({});
      await replica.tell();
      await world.rebuild({}, { cancelled: true });
      await replica.tell();
      expect(world.sent.map(tell)).toEqual([
        'user:default/ann: Rebuild done: receipts in production: There was nothing left to build.',
      ]);
    });

    it('tell owners of rebuilds that begin by themselves when they fail, and when what failed works again', async () => {
      const replica = await createReplica();
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
      expect(scopes(world.sent)).toBe(1);
    });

    it('tell nothing of what ended before there was anybody to tell, or more than a day ago', async () => {
      await world.rebuild({ base: 'done' });
      const replica = await createReplica();
      await replica.tell();
      await world.rebuild({ base: 'failed' });
      await world.wait(DAY + 1_000);
      await replica.tell();
      expect(world.sent).toEqual([]);
    });

    it('are sent again, to replace the first, when a process dies before it remembers', async () => {
      const killed = await createReplica();
      await world.rebuild({ base: 'done', child: 'done' });
      world.afterSend = () => new Promise(() => {});
      killed.tell();
      await waitFor(async () => expect(world.sent).toHaveLength(1));
      world.afterSend = async () => {};

      const other = world.replica();
      await other.tell();
      expect(world.sent).toHaveLength(1);
      await world.wait(60_000);
      await other.tell();
      expect(world.sent).toHaveLength(4);
      expect(world.sent[1]).toEqual(world.sent[0]);
      expect(scopes(world.sent)).toBe(3);
      await other.tell();
      expect(world.sent).toHaveLength(4);
    });

    it('are not remembered by a process that was suspended, in place of what another one told', async () => {
      const suspended = await createReplica();
      await world.rebuild({ base: 'done' });
      let resume = () => {};
      world.afterSend = () =>
        new Promise(resolve => {
          resume = resolve;
        });
      const telling = suspended.tell();
      await waitFor(async () => expect(world.sent).toHaveLength(1));
      world.afterSend = async () => {};
      await world.wait(60_000);
      const other = world.replica();
      await other.tell();
      await world.rebuild({ child: 'failed' });
      await other.tell();
      const told = world.sent.length;
      resume();
      await telling;
      await other.tell();
      await suspended.tell();
      expect(world.sent).toHaveLength(told);
    });

    it('are sent by one of several replicas', async () => {
      await createReplica();
      world.setStatus('base', 'fresh');
      await world.replica().tell();
      const replicas = Array.from({ length: 6 }, () => world.replica());
      for (let round = 0; round < 5; round++) {
        await world.rebuild({ base: 'done' });
        await Promise.all(replicas.map(replica => replica.tell()));
        await Promise.all(replicas.map(replica => replica.tell()));
      }
      expect(world.sent).toHaveLength(10);
      expect(scopes(world.sent)).toBe(10);
    });

    it('wait, with one line in the log, while the portal has no notifications', async () => {
      const replica = await createReplica();
      let asked = 0;
      world.beforeSend = async () => {
        asked += 1;
        throw new Error(
          'Failed to send notifications: Error: Request failed with status 404',
        );
      };
      await world.rebuild({ base: 'done' });
      await replica.tell();
      await replica.tell();
      await world.wait(59 * 60_000);
      await replica.tell();
      expect(asked).toBe(1);
      await world.wait(2 * 60_000);
      await replica.tell();
      expect(asked).toBe(2);
      expect(replica.logger.info).toHaveBeenCalledTimes(1);
      expect(replica.logger.info).toHaveBeenCalledWith(
        expect.stringMatching(
          'install @backstage/plugin-notifications-backend',
        ),
      );
      expect(replica.logger.warn).not.toHaveBeenCalled();
      expect(replica.logger.error).not.toHaveBeenCalled();

      world.beforeSend = async () => {};
      await world.wait(61 * 60_000);
      await replica.tell();
      expect(world.sent).toHaveLength(2);
    });

    it('are tried again, later and later, when they do not get through', async () => {
      const replica = await createReplica();
      let asked = 0;
      world.beforeSend = async () => {
        asked += 1;
        throw new Error(
          'Failed to send notifications: Error: Request failed with status 503',
        );
      };
      await world.rebuild({ base: 'done' });
      for (let minute = 0; minute < 60; minute++) {
        await replica.tell();
        await world.wait(60_000);
      }
      // After 15 s, 30 s, 1, 2, 4, 8, and then every 15 minutes.
      expect(asked).toBeGreaterThan(6);
      expect(asked).toBeLessThan(11);
      expect(replica.logger.warn).toHaveBeenCalledTimes(1);

      world.beforeSend = async () => {};
      await world.wait(15 * 60_000);
      await replica.tell();
      expect(world.sent).toHaveLength(2);
    });

    it('tell each owner of images that stay stale, once', async () => {
      world.setStatus('base', 'fresh');
      world.setStatus('child', 'fresh');
      world.setStatus('orphan', 'stale');
      const replica = await createReplica();
      const look = async (milliseconds: number) => {
        await world.wait(milliseconds);
        await replica.tell();
      };
      await look(STALE_AFTER_MS);
      await look(STALE_AFTER_MS);
      // What was stale when it was first seen is no news.
      expect(world.sent).toEqual([]);

      world.setStatus('base', 'stale');
      await look(60_000);
      await look(STALE_AFTER_MS - 60_000);
      expect(world.sent).toEqual([]);
      await look(60_000);
      expect(world.sent.map(tell)).toEqual([
        'group:default/base-team: 1 image is stale: receipts in production: base (package int-a changed).',
      ]);
      expect(world.sent[0].payload).toMatchObject({
        severity: 'normal',
        topic: 'stale',
        link: '/catalog/default/resource/base',
      });

      world.setStatus('base', 'unknown');
      await look(60_000);
      world.setStatus('base', 'stale');
      await look(STALE_AFTER_MS);
      await look(STALE_AFTER_MS);
      await world.replica().tell();
      expect(world.sent).toHaveLength(1);

      // Fresh again, and stale once more: that is new, and takes the place of what was told before.
      world.setStatus('base', 'fresh');
      await look(60_000);
      world.setStatus('base', 'stale');
      await look(60_000);
      await look(STALE_AFTER_MS);
      expect(world.sent).toHaveLength(2);
      expect(scopes(world.sent)).toBe(1);
    });

    it('say nothing of what is stale for a moment, or while a rebuild goes on', async () => {
      world.setStatus('base', 'fresh');
      world.setStatus('child', 'fresh');
      const replica = await createReplica();
      const look = async (milliseconds: number) => {
        await world.wait(milliseconds);
        await replica.tell();
      };
      world.setStatus('base', 'stale');
      world.setStatus('child', 'stale');
      await look(60_000);
      world.setStatus('base', 'fresh');
      await look(60_000);
      world.setStatus('base', 'stale');
      await look(STALE_AFTER_MS - 120_000);

      const { id } = await world.store.create({
        sourceId: 'receipts',
        environment: 'production',
        request: {},
        revision: null,
        treeHash: 'tree',
        startedBy: null,
        requestKey: undefined,
        steps: [],
        deploys: [],
      });
      await look(STALE_AFTER_MS);
      await look(STALE_AFTER_MS);
      expect(world.sent).toEqual([]);
      await world.end(id, {});
      await look(60_000);
      expect(world.sent).toEqual([]);
      await look(STALE_AFTER_MS);
      expect(world.sent.map(tell)).toEqual([
        'group:default/base-team: 1 image is stale: receipts in production: base (package int-a changed).',
        'group:default/child-team: 1 image is stale: receipts in production: child (package int-a changed).',
      ]);
    });

    it('tell of stale images again when a process dies in between', async () => {
      world.setStatus('base', 'fresh');
      world.setStatus('child', 'fresh');
      const killed = await createReplica();
      world.setStatus('base', 'stale');
      world.setStatus('child', 'stale');
      await world.wait(60_000);
      await killed.tell();
      await world.wait(STALE_AFTER_MS);
      world.afterSend = () => new Promise(() => {});
      killed.tell();
      await waitFor(async () => expect(world.sent).toHaveLength(1));
      world.afterSend = async () => {};
      const other = world.replica();
      await other.tell();
      expect(world.sent).toHaveLength(1);
      await world.wait(60_000);
      await other.tell();
      expect(world.sent).toHaveLength(3);
      expect(scopes(world.sent)).toBe(2);
    });
  });
});

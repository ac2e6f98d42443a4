import { TestDatabases } from '@backstage/backend-test-utils';
import { waitFor } from '../__testUtils__/waitFor';
import { NotifiedWorld, STALE_AFTER_MS } from './__testUtils__/NotifiedWorld';
import { countScopes, tell } from './__testUtils__/sentNotifications';

jest.setTimeout(60_000);

describe('notifications of stale images', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let world: NotifiedWorld;

    beforeEach(async () => {
      world = await NotifiedWorld.create(await databases.init(databaseId));
    });

    it('tell each owner of images that stay stale, once', async () => {
      world.setStatus('base', 'fresh');
      world.setStatus('child', 'fresh');
      world.setStatus('orphan', 'stale');
      const replica = await world.startedReplica();
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
      expect(countScopes(world.sent)).toBe(1);
    });

    it('say nothing of what is stale for a moment, or while a rebuild goes on', async () => {
      world.setStatus('base', 'fresh');
      world.setStatus('child', 'fresh');
      const replica = await world.startedReplica();
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
      const killed = await world.startedReplica();
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
      expect(countScopes(world.sent)).toBe(2);
    });
  });
});

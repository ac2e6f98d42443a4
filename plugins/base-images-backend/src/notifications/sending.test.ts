import { TestDatabases } from '@backstage/backend-test-utils';
import { waitFor } from '../__testUtils__/waitFor';
import { NotifiedWorld } from './__testUtils__/NotifiedWorld';
import { countScopes } from './__testUtils__/sentNotifications';

jest.setTimeout(60_000);

describe('notifications', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let world: NotifiedWorld;

    beforeEach(async () => {
      world = await NotifiedWorld.create(await databases.init(databaseId));
    });

    it('are sent again, to replace the first, when a process dies before it remembers', async () => {
      const killed = await world.startedReplica();
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
      expect(countScopes(world.sent)).toBe(3);
      await other.tell();
      expect(world.sent).toHaveLength(4);
    });

    it('are not remembered by a process that was suspended, in place of what another one told', async () => {
      const suspended = await world.startedReplica();
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
      await world.startedReplica();
      world.setStatus('base', 'fresh');
      await world.replica().tell();
      const replicas = Array.from({ length: 6 }, () => world.replica());
      for (let round = 0; round < 5; round++) {
        await world.rebuild({ base: 'done' });
        await Promise.all(replicas.map(replica => replica.tell()));
        await Promise.all(replicas.map(replica => replica.tell()));
      }
      expect(world.sent).toHaveLength(10);
      expect(countScopes(world.sent)).toBe(10);
    });

    it('wait, with one line in the log, while the portal has no notifications', async () => {
      const replica = await world.startedReplica();
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
      const replica = await world.startedReplica();
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
  });
});

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  assess,
  imageNodes,
} from '@base-images/backstage-plugin-base-images-node';
import {
  exampleBaseImage,
  exampleMonorepo,
} from '../../__testUtils__/exampleMonorepo';
import { FreshnessViews } from '../../freshness/FreshnessViews';
import { DatabaseSnapshotStore } from '../../store/DatabaseSnapshotStore';
import { ENVIRONMENT, exampleStep } from '../__testUtils__/exampleRebuild';
import { exampleRequest } from '../__testUtils__/RunnerBench';
import { DatabaseRebuildStore } from '../store/DatabaseRebuildStore';
import { NewRebuild } from '../store/RebuildStore';
import { Rebuilds } from './Rebuilds';

jest.setTimeout(60_000);

const MONOREPO = {
  ...exampleMonorepo,
  baseImages: [exampleBaseImage('shared', 3)],
  lambdas: [],
};
const [NODE] = imageNodes(MONOREPO, ENVIRONMENT);
const { kind, name, platform } = NODE.target;

describe('Rebuilds', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    /** One source at one revision, of whose image the registry says nothing until it answers. */
    async function createWorld() {
      const knex = await databases.init(databaseId);
      await DatabaseSnapshotStore.create({
        database: mockServices.database({ knex }),
      });
      const store = DatabaseRebuildStore.create(knex);
      const world = {
        store,
        monorepo: { ...MONOREPO, treeHash: 'tree', revision: 'r1' },
        failure: null as { message: string; since: string } | null,
        start: async (more: Partial<NewRebuild> = {}) =>
          (
            await store.create(
              exampleRequest([exampleStep('a')], { revision: 'r1', ...more }),
            )
          ).id,
        end: async (id: string, state: 'done' | 'failed') => {
          const claim = await store.claim(id, 'me', 60_000);
          await store.end(claim!, state, null);
        },
      };
      const freshness: Pick<FreshnessViews, 'get'> = {
        get: async () => ({
          view: { monorepo: world.monorepo } as never,
          images: assess(
            [NODE],
            world.monorepo,
            {
              images: new Map([
                [
                  NODE.id,
                  {
                    images: new Map(),
                    newest: null,
                    observedAt: '2026-02-01T00:00:00.000Z',
                    failure: world.failure,
                  },
                ],
              ]),
              externalImages: new Map(
                NODE.source.externalImages!.map(image => [
                  `${platform} ${image}`,
                  { digest: 'sha256:external' },
                ]),
              ),
            },
            '2026-02-01T00:00:00.000Z',
          ),
          functions: [],
        }),
      };
      const rebuilds = Rebuilds.create({
        environments: [ENVIRONMENT],
        freshness: freshness as FreshnessViews,
        store,
        builds: undefined,
      });
      return { ...world, world, rebuilds };
    }

    it('lets a queued rebuild wait as long as nobody knows what there is', async () => {
      const { world, start, end, rebuilds } = await createWorld();
      const active = await start();
      const id = await start();
      await end(active, 'done');

      world.failure = {
        message: 'The registry does not answer.',
        since: '2026-02-01T00:00:00.000Z',
      };
      const queued = await rebuilds.find(id);
      await rebuilds.promote(queued);
      expect((await rebuilds.find(id)).state).toBe('queued');

      world.failure = null;
      await rebuilds.promote(queued);
      expect(await rebuilds.get(id)).toMatchObject({
        state: 'running',
        steps: [{ name: 'shared' }],
      });
    });

    it('plans a queued rebuild again when somebody asks for more while it is planned', async () => {
      const { store, start, end, rebuilds } = await createWorld();
      const active = await start();
      const id = await start({ request: { images: [] } });
      await end(active, 'done');
      const before = await rebuilds.find(id);
      await start({ request: { images: [{ kind, name, platform }] } });

      await rebuilds.promote(before);
      expect(await store.get(id)).toMatchObject({ state: 'queued' });
      await rebuilds.promote(await rebuilds.find(id));
      expect(await rebuilds.get(id)).toMatchObject({
        state: 'running',
        steps: [{ name: 'shared' }],
      });
    });

    it('refuses to try images again once the source has changed, and says what to do', async () => {
      const { world, store, start, end, rebuilds } = await createWorld();
      const id = await start();
      await store.addFailure(
        ENVIRONMENT.sourceId,
        ENVIRONMENT.id,
        exampleStep('a').id,
        'key',
      );
      await end(id, 'failed');
      const failures = () =>
        store.failures(
          ENVIRONMENT.sourceId,
          ENVIRONMENT.id,
          exampleStep('a').id,
          'key',
        );

      world.monorepo = { ...world.monorepo, treeHash: 'new', revision: 'r2' };
      await expect(rebuilds.retry(id)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(/from r1 to r2: start a new rebuild/),
      });
      expect(await store.get(id)).toMatchObject({ state: 'failed' });
      expect(await failures()).toBe(1);

      world.monorepo = { ...world.monorepo, treeHash: 'tree' };
      expect(await rebuilds.retry(id)).toMatchObject({ state: 'running' });
      expect(await failures()).toBe(0);
    });

    it('tries deployments again although the source has changed: they need no files', async () => {
      const { world, store, start, rebuilds } = await createWorld();
      const step = exampleStep('a');
      const deploy = {
        functionName: 'report',
        stepId: step.id,
        fromDigest: 'sha256:before',
        state: 'failed' as const,
        message: 'The image was refused.',
      };
      const id = await start({ deploys: [deploy] });
      const claim = (await store.claim(id, 'me', 60_000))!;
      const [stored] = await store.steps(id);
      await store.changeStep(claim, stored, { state: 'done' });
      await store.end(claim, 'failed', null);

      world.monorepo = { ...world.monorepo, treeHash: 'new' };
      expect(await rebuilds.retry(id)).toMatchObject({
        state: 'running',
        deploys: [{ state: 'planned', message: null }],
      });
    });

    it('refuses to try again what ended before it was planned, and what has no environment any more', async () => {
      const { store, start, rebuilds } = await createWorld();
      await start();
      const queued = await start();
      await store.requestCancel(queued);
      await expect(rebuilds.retry(queued)).rejects.toThrow(
        'ended before it was planned: start a new one',
      );

      const elsewhere = await start({ environment: 'removed' });
      await expect(rebuilds.retry(elsewhere)).rejects.toThrow(
        "environment 'removed' of source 'receipts' is not in the configuration any more",
      );
    });
  });
});

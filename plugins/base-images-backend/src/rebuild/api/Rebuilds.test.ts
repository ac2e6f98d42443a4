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
import { DatabaseRebuildStore } from '../store/DatabaseRebuildStore';
import { Rebuilds } from './Rebuilds';

jest.setTimeout(60_000);

const MONOREPO = {
  ...exampleMonorepo,
  baseImages: [exampleBaseImage('shared', 3)],
  lambdas: [],
};
const [NODE] = imageNodes(MONOREPO, ENVIRONMENT);

describe('Rebuilds', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('lets a queued rebuild wait as long as nobody knows what there is', async () => {
    const knex = await databases.init('SQLITE_3');
    await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    const store = DatabaseRebuildStore.create(knex);
    const rebuild = {
      sourceId: ENVIRONMENT.sourceId,
      environment: ENVIRONMENT.id,
      request: {},
      revision: null,
      treeHash: 'tree',
      startedBy: null,
      requestKey: undefined,
      steps: [exampleStep('a')],
      deploys: [],
    };
    const active = await store.create(rebuild);
    const { id } = await store.create(rebuild);
    const claim = await store.claim(active.id, 'me', 60_000);
    await store.end(claim!, 'done', null);

    let failure: { message: string; since: string } | null = {
      message: 'The registry does not answer.',
      since: '2026-02-01T00:00:00.000Z',
    };
    const freshness: Pick<FreshnessViews, 'get'> = {
      get: async () => ({
        view: { monorepo: MONOREPO } as never,
        images: assess(
          [NODE],
          MONOREPO,
          {
            images: new Map([
              [
                NODE.id,
                {
                  images: new Map(),
                  newest: null,
                  observedAt: '2026-02-01T00:00:00.000Z',
                  failure,
                },
              ],
            ]),
            externalImages: new Map(
              NODE.source.externalImages!.map(image => [
                `${NODE.target.platform} ${image}`,
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
    const queued = await rebuilds.find(id);
    await rebuilds.promote(queued);
    expect((await rebuilds.find(id)).state).toBe('queued');

    failure = null;
    await rebuilds.promote(queued);
    expect(await rebuilds.get(id)).toMatchObject({
      state: 'running',
      steps: [{ name: 'shared' }],
    });
  });
});

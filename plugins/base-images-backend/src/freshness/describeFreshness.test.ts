import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ENVIRONMENT,
  exampleStep,
} from '../rebuild/__testUtils__/exampleRebuild';
import { DatabaseRebuildStore } from '../rebuild/store/DatabaseRebuildStore';
import { DatabaseSnapshotStore } from '../store/DatabaseSnapshotStore';
import { activeBuilds } from './describeFreshness';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('activeBuilds on %p', id => {
  it('are the steps of the active rebuild that have not ended', async () => {
    const knex = await databases.init(id);
    await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    const store = DatabaseRebuildStore.create(knex);
    expect(await activeBuilds(store, ENVIRONMENT)).toEqual(new Map());

    const [first, second] = [exampleStep('a'), exampleStep('b', 'a')];
    const { id: rebuildId } = await store.create({
      sourceId: ENVIRONMENT.sourceId,
      environment: ENVIRONMENT.id,
      request: {},
      revision: null,
      treeHash: 'tree',
      startedBy: null,
      requestKey: undefined,
      steps: [first, second],
      deploys: [],
    });
    const claim = await store.claim(rebuildId, 'me', 60_000);
    const [step] = await store.steps(rebuildId);
    await store.changeStep(claim!, step, { state: 'done' });
    expect(await activeBuilds(store, ENVIRONMENT)).toEqual(
      new Map([[second.id, { rebuildId, stepId: second.id }]]),
    );
    expect(
      await activeBuilds(store, { ...ENVIRONMENT, id: 'staging' }),
    ).toEqual(new Map());
  });
});

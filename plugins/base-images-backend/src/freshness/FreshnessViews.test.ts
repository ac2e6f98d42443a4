import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  BuildInputs,
  buildKey,
  completeInputs,
  FunctionSummary,
  imageNodes,
} from '@base-images/backstage-plugin-base-images-node';
import {
  exampleBaseImage,
  exampleLambda,
  exampleMonorepo,
} from '../__testUtils__/exampleMonorepo';
import { ENVIRONMENT, PLATFORM } from '../rebuild/__testUtils__/exampleRebuild';
import { registryOf } from '../rebuild/runner/RunContext';
import { DatabaseRebuildStore } from '../rebuild/store/DatabaseRebuildStore';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { DatabaseSnapshotStore } from '../store/DatabaseSnapshotStore';
import { FreshnessViews } from './FreshnessViews';
import { NOTHING_OBSERVED } from './ObservationRecord';
import { ObservationStore } from './ObservationStore';

jest.setTimeout(60_000);

const WATCHED = { ...ENVIRONMENT, functions: ['*'] };
const MONOREPO = {
  ...exampleMonorepo,
  baseImages: [exampleBaseImage('shared', 3)],
  lambdas: [
    { ...exampleLambda('report'), functions: ['report-*'] },
    { ...exampleLambda('report-daily'), functions: ['report-daily-*'] },
  ],
};
const NODES = imageNodes(MONOREPO, WATCHED);
const EXTERNAL = [
  ...new Set(NODES.flatMap(n => n.source.externalImages ?? [])),
];

function running(functionName: string): FunctionSummary {
  return {
    functionName,
    image: null,
    digest: 'sha256:some',
    platform: PLATFORM,
    revisionId: '1',
    modifiedAt: '1',
    hasAliases: false,
  };
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('FreshnessViews on %p', id => {
  /** Everything was looked at that long ago; there are no images but those that are added. */
  async function createViews(minutesAgo: number) {
    const knex = await databases.init(id);
    const snapshots = await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    await snapshots.saveScan(WATCHED.sourceId, undefined, {
      target: '.',
      monorepo: MONOREPO,
      readerEtag: undefined,
      engineVersion: '1',
      scannedAt: new Date(),
    });
    const store = DatabaseRebuildStore.create(knex);
    const observations = ObservationStore.create(knex);
    const observedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    await observations.save(WATCHED, {
      ...NOTHING_OBSERVED,
      registry: registryOf(WATCHED),
      observedAt,
      repositories: Object.fromEntries(
        NODES.map(({ repository }) => [repository, observedAt]),
      ),
      externalImages: Object.fromEntries(
        EXTERNAL.map(image => [
          `${PLATFORM} ${image}`,
          { digest: 'sha256:external' },
        ]),
      ),
      functions: {
        functions: ['report-dev', 'report-daily-dev'].map(running),
        observedAt,
        failure: null,
      },
    });
    const images = jest.spyOn(store, 'images');
    const freshness = FreshnessViews.create({
      views: SnapshotViews.create({ store: snapshots }),
      observations,
      store,
    });
    const add = (repository: string, inputs: BuildInputs) =>
      store.saveImages(registryOf(WATCHED), [
        {
          repository,
          buildKey: buildKey(inputs),
          digest: `sha256:${buildKey(inputs)}`,
          inputs,
          platform: PLATFORM,
          sizeInBytes: 1,
          pushedAt: observedAt,
        },
      ]);
    return { freshness, images, add, observedAt, store };
  }

  it('reads only what is asked about and what that stands on, and gives each function to the Lambda that it belongs to', async () => {
    const { freshness, images } = await createViews(1);
    const all = await freshness.get(WATCHED);
    expect(all.images.map(({ status }) => status)).toEqual([
      'missing',
      'missing',
      'missing',
    ]);
    images.mockClear();

    const one = await freshness.get(
      WATCHED,
      ({ target }) => target.name === exampleLambda('report').id,
    );
    expect(one.images).toEqual([all.images[1]]);
    expect(one.functions.map(({ functionName }) => functionName)).toEqual([
      'report-dev',
    ]);
    expect(images.mock.calls[0][1]).not.toContain(
      'receipts/lambda/report-daily',
    );
  });

  it('says the same until something changes', async () => {
    const { freshness } = await createViews(1);
    const unbuildable = { ...WATCHED, projects: new Map<string, string>() };
    const first = await freshness.get(unbuildable);
    expect(first.images[0].unknown?.message).toContain('no build project');
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
    expect((await freshness.get(unbuildable)).images).toEqual(first.images);
  });

  it('knows at once what was built since it was looked at, until its registry is not configured any more', async () => {
    const { freshness, add, store } = await createViews(1);
    const [shared] = (await freshness.get(WATCHED)).images;
    expect(shared.status).toBe('missing');
    await add(shared.node.repository, completeInputs(shared.inputs)!);
    await store.forgetImagesExcept([registryOf(WATCHED)]);
    expect((await freshness.get(WATCHED)).images[0].status).toBe('fresh');

    await store.forgetImagesExcept(['210987654321/eu-central-1']);
    expect((await freshness.get(WATCHED)).images[0].status).toBe('missing');
  });

  it('knows nothing any more when nobody has looked for an hour', async () => {
    const { freshness, observedAt } = await createViews(61);
    const { images, functions } = await freshness.get(WATCHED);
    for (const { status, unknown } of [...images, ...functions]) {
      expect(status).toBe('unknown');
      expect(unknown?.since).toBe(observedAt);
    }
  });
});

import { TestDatabases } from '@backstage/backend-test-utils';
import { imageNodes } from '@base-images/backstage-plugin-base-images-node';
import {
  exampleBaseImage,
  exampleMonorepo,
} from '../__testUtils__/exampleMonorepo';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { ENVIRONMENT } from './__testUtils__/exampleRebuild';
import { RunnerBench } from './__testUtils__/RunnerBench';
import { pruneStore } from './pruneStore';
import { registryOf } from './runner/RunContext';

jest.setTimeout(60_000);

const OTHER = { ...ENVIRONMENT, sourceId: 'other', repositoryPrefix: 'other/' };
const MONOREPO = {
  ...exampleMonorepo,
  baseImages: [exampleBaseImage('shared', 3)],
  lambdas: [],
};
const [NODE] = imageNodes(MONOREPO, ENVIRONMENT);
const [OTHER_NODE] = imageNodes(MONOREPO, OTHER);

describe('images that are known', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'are forgotten once no scan has their repository: %s',
    async databaseId => {
      const { store } = await RunnerBench.create(
        await databases.init(databaseId),
      );
      const registry = registryOf(ENVIRONMENT);
      const image = (repository: string) => ({
        repository,
        buildKey: 'key',
        digest: 'sha256:image',
        inputs: { ...NODE.source, target: NODE.target } as never,
        platform: NODE.target.platform,
        sizeInBytes: 1,
        pushedAt: '2026-02-01T00:00:00.000Z',
      });
      const repositories = [
        NODE.repository,
        OTHER_NODE.repository,
        'receipts/lambda/removed',
      ];
      await store.saveImages(registry, repositories.map(image));
      const known = async () =>
        (await store.images(registry, repositories)).map(
          ({ repository }) => repository,
        );
      const prune = (scanned: string[]) =>
        pruneStore({
          store,
          environments: [ENVIRONMENT, OTHER],
          views: {
            get: async (id: string) =>
              scanned.includes(id) ? { view: { monorepo: MONOREPO } } : {},
          } as unknown as SnapshotViews,
          signal: new AbortController().signal,
        });

      // What a source needs that was not scanned yet, nobody knows.
      await prune([ENVIRONMENT.sourceId]);
      expect(await known()).toHaveLength(3);
      await prune([ENVIRONMENT.sourceId, OTHER.sourceId]);
      expect((await known()).sort()).toEqual(
        [NODE.repository, OTHER_NODE.repository].sort(),
      );
    },
  );
});

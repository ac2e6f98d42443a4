import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { FolderSourceTree } from '@base-images/backstage-plugin-base-images-node';
import { SourceConfig } from '../config/SourceConfig';
import { DefaultSourceReader } from '../source/DefaultSourceReader';
import { SourceReader } from '../source/SourceReader';
import { DatabaseSnapshotStore } from '../store/DatabaseSnapshotStore';
import { SnapshotStore } from '../store/SnapshotStore';
import { SourceScanner } from './SourceScanner';

const manifest = (name: string) =>
  `[project]\nname = "${name}"\nversion = "1.0"\n`;

describe('SourceScanner', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  const logger = mockServices.logger.mock();
  const source: SourceConfig = {
    id: 'receipts',
    target: { type: 'folder', path: folder.path },
    schedule: { frequency: { minutes: 30 }, timeout: { minutes: 10 } },
    entities: {
      namespace: 'default',
      namePrefix: '',
      names: 'short',
      system: 'receipts',
      defaultOwner: 'group:default/platform',
      owners: {},
      lifecycle: 'production',
      types: { package: 'a', lambda: 'b', baseImage: 'c' },
      trustedLocations: [],
    },
  };
  const folderReader = DefaultSourceReader.create({
    config: mockServices.rootConfig(),
    urlReader: mockServices.urlReader.mock(),
  });
  let store: SnapshotStore;

  beforeEach(async () => {
    jest.clearAllMocks();
    folder.setContent({
      'int-a/pyproject.toml': manifest('int-a'),
      'int-b/pyproject.toml': `${manifest('int-b')}dependencies = ["int-a"]\n`,
    });
    store = await DatabaseSnapshotStore.create({
      database: mockServices.database({
        knex: await databases.init('SQLITE_3'),
      }),
    });
  });

  async function scan(
    options: {
      source?: SourceConfig;
      reader?: SourceReader;
      signal?: AbortSignal;
    } = {},
  ) {
    await SourceScanner.create({
      reader: options.reader ?? folderReader,
      store,
      logger,
    }).scan(
      options.source ?? source,
      options.signal ?? new AbortController().signal,
    );
    const state = await store.get('receipts');
    const content = await store.getContent('receipts');
    return {
      state,
      names: content?.monorepo.packages.map(item => item.name),
      diagnostics: content?.monorepo.diagnostics,
    };
  }

  /** Reads the folder as a URL reader would, with ETags. */
  function etagReader(etag: string): jest.Mocked<SourceReader> {
    return {
      read: jest.fn(async (_target, options, use) =>
        options.etag === etag
          ? undefined
          : {
              result: await use({
                tree: await FolderSourceTree.open(folder.path),
                etag,
              }),
            },
      ),
    } as jest.Mocked<SourceReader>;
  }

  const warnings = () => logger.warn.mock.calls.map(([message]) => message);

  it('stores what it finds, and says so', async () => {
    const { state, names } = await scan();
    expect(names).toEqual(['int-a', 'int-b']);
    expect(state).toMatchObject({
      version: 1,
      target: folder.path,
      error: undefined,
    });
    expect(logger.info).toHaveBeenCalledWith(
      "Scanned source 'receipts': 2 packages, 0 Lambdas, 0 base images, 0 diagnostics",
    );
  });

  it('only notes the time when no file has changed', async () => {
    const before = await scan();
    logger.info.mockClear();
    const after = await scan();
    expect(after.state).toEqual({
      ...before.state,
      version: 2,
      scannedAt: expect.any(Date),
    });
    expect(logger.info).not.toHaveBeenCalled();
  });

  it('asks by the ETag of before, but not for another target or another engine', async () => {
    const reader = etagReader('etag-1');
    const readings = () => reader.read.mock.calls.map(call => call[1].etag);
    await scan({ reader });
    await scan({ reader });
    expect(readings()).toEqual([undefined, 'etag-1']);
    expect(await store.get('receipts')).toMatchObject({
      version: 2,
      readerEtag: 'etag-1',
    });

    const moved: SourceConfig = {
      ...source,
      target: { type: 'url', url: 'https://github.com/acme/moved' },
    };
    await scan({ reader, source: moved });
    expect(readings()).toEqual([undefined, 'etag-1', undefined]);
    expect(await store.get('receipts')).toMatchObject({
      target: 'https://github.com/acme/moved',
    });

    const content = await store.getContent('receipts');
    await store.saveScan('receipts', 3, {
      target: 'https://github.com/acme/moved',
      monorepo: { ...content!.monorepo, packages: [] },
      readerEtag: 'etag-1',
      engineVersion: 'older',
      scannedAt: new Date(),
    });
    const { names } = await scan({ reader, source: moved });
    expect(names).toEqual(['int-a', 'int-b']);
  });

  it('keeps a package whose manifest broke, and the log says where and what to do', async () => {
    await scan();
    folder.addContent({ 'int-a/pyproject.toml': '[project\nname = ' });
    const { state, names, diagnostics } = await scan();

    expect(names).toEqual(['int-a', 'int-b']);
    expect(state?.error).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'invalid-manifest', file: 'int-a/pyproject.toml' },
    ]);
    const [{ line, message, help }] = diagnostics!;
    expect(warnings()).toEqual([
      `Source 'receipts', int-a/pyproject.toml:${line}: ${message} ${help}`,
    ]);
  });

  it('deletes nothing when the tree is empty', async () => {
    await scan();
    folder.clear();
    const { state, names } = await scan();

    expect(names).toEqual(['int-a', 'int-b']);
    expect(state).toMatchObject({
      failedAt: expect.any(Date),
      error: expect.stringContaining(
        "No package, Lambda or base image is left in its 0 files. Mend the target, or remove the source from 'baseImages.sources'",
      ),
    });
    expect(warnings()).toEqual([
      `Could not scan source 'receipts': ${state?.error}. What an earlier scan found stays.`,
    ]);
  });

  it('deletes nothing when the folder is gone, and recovers', async () => {
    await scan();
    const gone = {
      ...source,
      target: { type: 'folder', path: '/gone' },
    } as const;
    const { state, names } = await scan({ source: gone });

    expect(names).toEqual(['int-a', 'int-b']);
    expect(state).toMatchObject({
      target: folder.path,
      error: expect.stringContaining('There is no folder /gone'),
    });
    // One line, without a stack trace.
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('What an earlier scan found stays.')],
    ]);
    expect(logger.error).not.toHaveBeenCalled();

    expect((await scan()).state).toMatchObject({
      error: undefined,
      failedAt: undefined,
    });
    expect(logger.info).toHaveBeenLastCalledWith(
      "Source 'receipts' can be scanned again, and has not changed",
    );
  });

  it('says why there is nothing yet', async () => {
    const { state } = await scan({
      source: { ...source, target: { type: 'folder', path: '/gone' } },
    });
    expect(state).toMatchObject({
      contentHash: undefined,
      error: expect.stringContaining('There is no folder /gone'),
    });
    expect(warnings()).toEqual([
      expect.stringContaining('Nothing has been found yet.'),
    ]);
  });

  it('warns of a source in which there is nothing from the start', async () => {
    folder.clear();
    const { state, names } = await scan();
    expect(names).toEqual([]);
    expect(state?.error).toBeUndefined();
    expect(warnings()).toEqual([
      `Source 'receipts' holds no package, Lambda or base image: check its target, ${folder.path}`,
    ]);
  });

  it('does not mix packages of another target in', async () => {
    await scan();
    const other = createOther();
    const { names } = await scan({
      source: { ...source, target: { type: 'folder', path: other } },
    });
    expect(names).toEqual(['int-c']);
  });

  function createOther() {
    folder.addContent({
      other: {
        'int-a/pyproject.toml': '[project\n',
        'int-c/pyproject.toml': manifest('int-c'),
      },
    });
    return folder.resolve('other');
  }

  it('shows a fault of its own with its stack', async () => {
    const fault = new TypeError('fault');
    await scan({ reader: { read: jest.fn().mockRejectedValue(fault) } });
    expect(logger.error).toHaveBeenCalledWith(
      "Could not scan source 'receipts': fault. Nothing has been found yet.",
      fault,
    );
  });

  it('records nothing when it is stopped, but tells of a time-out', async () => {
    const controller = new AbortController();
    controller.abort();
    const { state } = await scan({ signal: controller.signal });
    expect(state).toBeUndefined();

    const { state: late } = await scan({
      signal: controller.signal,
      source: {
        ...source,
        schedule: { ...source.schedule, timeout: { milliseconds: 0 } },
      },
    });
    expect(late?.error).toBe(
      "The scan took longer than its time-out: raise 'baseImages.sources.receipts.schedule.timeout'",
    );
  });

  it('leaves its result out when another replica was faster', async () => {
    const { state } = await scan({
      reader: {
        read: async (target, options, use) => {
          await scan();
          folder.addContent({ 'int-c/pyproject.toml': manifest('int-c') });
          return folderReader.read(target, options, use);
        },
      },
    });
    expect(state?.version).toBe(1);
    expect(
      (await store.getContent('receipts'))?.monorepo.packages,
    ).toHaveLength(2);
    expect(logger.info).toHaveBeenLastCalledWith(
      "Left out a scan of source 'receipts': another replica has scanned it meanwhile",
    );
  });
});

import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  hashTree,
  InMemorySourceTree,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { ScanError } from '../scan/ScanError';
import { SourceReader } from '../source/SourceReader';
import { createDeferred } from './createDeferred';
import { OpenSources } from './OpenSources';

const first = InMemorySourceTree.of({ a: '1' }, { revision: '1'.repeat(40) });
const second = InMemorySourceTree.of({ a: '2' }, { revision: '2'.repeat(40) });

function sourceOf(id: string) {
  return { id, target: { type: 'folder' as const, path: `/${id}` } };
}

function scanOf(tree: SourceTree): Pick<Monorepo, 'treeHash' | 'revision'> {
  return { treeHash: hashTree(tree), revision: tree.revision };
}

/** A reader that counts what is open, and tells what was opened. */
function createReader(
  read: (path: string) => SourceTree | Promise<SourceTree>,
) {
  const opened: string[] = [];
  const open = new Set<string>();
  const reader: SourceReader = {
    read: async (target, _, use) => {
      const path = target.type === 'folder' ? target.path : target.url;
      opened.push(path);
      const tree = await read(path);
      const key = `${path} ${opened.length}`;
      open.add(key);
      try {
        return { result: await use({ tree, etag: undefined }) };
      } finally {
        open.delete(key);
      }
    },
  };
  return { reader, opened, open };
}

/** Until everything has been done that waits for nothing. */
async function settled() {
  await new Promise(resolve => setImmediate(resolve));
}

describe('OpenSources', () => {
  afterEach(() => jest.useRealTimers());

  it('reads a source once for all who ask for it, and closes it after a while', async () => {
    jest.useFakeTimers();
    const { reader, opened, open } = createReader(() => first);
    const sources = OpenSources.create({ reader, idleMs: 1000 });
    const use = () =>
      sources.use(sourceOf('a'), scanOf(first), async tree => tree);

    expect(await Promise.all([use(), use()])).toEqual([first, first]);
    await jest.advanceTimersByTimeAsync(900);
    expect(await use()).toBe(first);
    await jest.advanceTimersByTimeAsync(900);
    expect(open.size).toBe(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(open.size).toBe(0);
    expect(opened).toEqual(['/a']);

    expect(await use()).toBe(first);
    expect(opened).toEqual(['/a', '/a']);
  });

  it('reads a source again when its snapshot has changed, and closes the old files once nobody uses them', async () => {
    let current: SourceTree = first;
    const { reader, opened, open } = createReader(() => current);
    const sources = OpenSources.create({ reader });
    const inUse = createDeferred<void>();
    const old = sources.use(sourceOf('a'), scanOf(first), async tree => {
      await inUse.promise;
      return tree.revision;
    });

    await settled();
    current = second;
    expect(
      await sources.use(sourceOf('a'), scanOf(second), async tree => tree),
    ).toBe(second);
    expect(open.size).toBe(2);
    inUse.resolve();
    expect(await old).toBe(first.revision);
    await settled();
    expect(open.size).toBe(1);
    expect(opened).toHaveLength(2);
    await sources.closeAll();
    expect(open.size).toBe(0);
  });

  it('tells what changed since the last scan, and does not read again at once', async () => {
    jest.useFakeTimers();
    const { reader, opened } = createReader(() => second);
    const sources = OpenSources.create({ reader });
    const use = () =>
      sources.use(sourceOf('a'), scanOf(first), async () => undefined);

    const expected = {
      name: 'ConflictError',
      message: `Source 'a' has changed since its last scan, from ${first.revision} to ${second.revision}: ask again when it has been scanned`,
    };
    await expect(use()).rejects.toMatchObject(expected);
    await expect(use()).rejects.toMatchObject(expected);
    expect(opened).toHaveLength(1);

    await jest.advanceTimersByTimeAsync(20_000);
    await expect(use()).rejects.toMatchObject(expected);
    expect(opened).toHaveLength(2);
  });

  it('passes on why a source cannot be read', async () => {
    const { reader } = createReader(() => {
      throw new ScanError('There is no folder /a');
    });
    await expect(
      OpenSources.create({ reader }).use(
        sourceOf('a'),
        scanOf(first),
        async () => undefined,
      ),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'There is no folder /a',
    });
  });

  it('gives up reading after a while', async () => {
    jest.useFakeTimers();
    const reader: SourceReader = {
      read: (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        ),
    };
    const result = OpenSources.create({ reader })
      .use(sourceOf('a'), scanOf(first), async () => undefined)
      .catch(error => error);

    await jest.advanceTimersByTimeAsync(120_000);
    expect(await result).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('longer than 120 seconds'),
    });
  });

  it('keeps only so many open: it closes the one that was not used for longest, and refuses while all are in use', async () => {
    const { reader, opened, open } = createReader(() => first);
    const sources = OpenSources.create({ reader, maxOpen: 2 });
    const use = (id: string, wait?: Promise<void>) =>
      sources.use(sourceOf(id), scanOf(first), async () => wait);

    await use('a');
    await use('b');
    await use('a');
    await use('c');
    await settled();
    expect([...open].map(key => key.split(' ')[0])).toEqual(['/a', '/c']);

    const wait = createDeferred<void>();
    const busy = [use('a', wait.promise), use('c', wait.promise)];
    await expect(use('d')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('2 other sources'),
    });
    wait.resolve();
    await Promise.all(busy);
    expect(opened).toEqual(['/a', '/b', '/c']);
    await sources.closeAll();
    expect(open.size).toBe(0);
  });
});

import { SnapshotState, SnapshotStore } from '../store/SnapshotStore';
import { exampleMonorepo } from '../__testUtils__/exampleMonorepo';
import { SnapshotViews } from './SnapshotViews';

const changedAt = new Date('2026-01-01T10:00:00.000Z');

describe('SnapshotViews', () => {
  let stored: string | undefined;
  const store = {
    get: jest.fn(
      async () =>
        ({ contentHash: stored, error: undefined }) as
          SnapshotState | undefined,
    ),
    getContent: jest.fn(async () => ({
      contentHash: stored!,
      changedAt,
      monorepo: exampleMonorepo,
    })),
  };
  let views: SnapshotViews;

  beforeEach(() => {
    jest.clearAllMocks();
    stored = 'a';
    views = SnapshotViews.create({ store: store as unknown as SnapshotStore });
  });

  it('parses each content once, even for requests at the same time', async () => {
    const [first, second] = await Promise.all([
      views.require('receipts'),
      views.require('receipts'),
    ]);
    const third = await views.require('receipts');
    expect(second.view).toBe(first.view);
    expect(third.view).toBe(first.view);
    expect(store.getContent).toHaveBeenCalledTimes(1);

    stored = 'b';
    const { view } = await views.require('receipts');
    expect(view.contentHash).toBe('b');
    expect(store.getContent).toHaveBeenCalledTimes(2);
  });

  it('never keeps a content under the hash of another', async () => {
    store.getContent.mockResolvedValueOnce({
      contentHash: 'b',
      changedAt,
      monorepo: exampleMonorepo,
    });
    expect((await views.require('receipts')).view.contentHash).toBe('b');
    expect((await views.require('receipts')).view.contentHash).toBe('a');
  });

  it('tries again after a failure', async () => {
    store.getContent.mockRejectedValueOnce(new Error('no connection'));
    await expect(views.require('receipts')).rejects.toThrow('no connection');
    expect((await views.require('receipts')).view.contentHash).toBe('a');
  });

  it('has no view before the first good scan', async () => {
    stored = undefined;
    expect((await views.get('receipts')).view).toBeUndefined();
    await expect(views.require('receipts')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});

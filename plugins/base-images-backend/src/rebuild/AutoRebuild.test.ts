import { mockServices } from '@backstage/backend-test-utils';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { ENVIRONMENT } from './__testUtils__/exampleRebuild';
import { Rebuilds } from './api/Rebuilds';
import { AutoRebuild } from './AutoRebuild';
import { RebuildRecord } from './store/RebuildRecords';
import { RebuildStore } from './store/RebuildStore';

const NOW = Date.parse('2026-02-01T12:00:00.000Z');
const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

describe('a rebuild that would begin by itself', () => {
  it.each<[string, Partial<RebuildRecord> | undefined, boolean]>([
    ['begins where there was none', undefined, true],
    ['waits while one goes on', { state: 'running' }, false],
    [
      'waits for an hour after one of the same files failed',
      { state: 'failed', endedAt: NOW - 59 * MINUTE },
      false,
    ],
    [
      'begins an hour after one failed',
      { state: 'failed', endedAt: NOW - 61 * MINUTE },
      true,
    ],
    [
      'begins after one of other files failed',
      { state: 'failed', endedAt: NOW - MINUTE, treeHash: 'other' },
      true,
    ],
    [
      'waits for no time that is yet to come, since the clock was set back',
      { state: 'failed', endedAt: NOW + YEAR },
      true,
    ],
  ])('%s', async (_, last, begins) => {
    const start = jest.fn().mockResolvedValue({ outcome: 'nothing' });
    const auto = AutoRebuild.create({
      freshness: {
        get: async () => ({
          view: { monorepo: { treeHash: 'tree' } },
          images: [{ status: 'missing' }],
        }),
      } as unknown as FreshnessViews,
      rebuilds: { start } as unknown as Rebuilds,
      store: {
        list: async () => ({
          items: last ? [{ treeHash: 'tree', endedAt: null, ...last }] : [],
          total: 0,
        }),
        now: async () => NOW,
      } as unknown as RebuildStore,
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => {},
          fail: async () => {},
        }),
      }),
      logger: mockServices.logger.mock(),
    });
    await auto.consider({ ...ENVIRONMENT, rebuild: 'auto' });
    expect(start).toHaveBeenCalledTimes(begins ? 1 : 0);
  });
});

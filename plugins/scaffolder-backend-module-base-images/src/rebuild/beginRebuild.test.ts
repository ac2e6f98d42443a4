import { mockServices } from '@backstage/backend-test-utils';
import {
  BaseImagesApi,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { exampleRebuild, refusal } from '../__testUtils__/exampleRebuild';
import { beginRebuild } from './beginRebuild';

const failed = exampleRebuild('failed', { state: 'failed' });
const newest = exampleRebuild('running', {}, { id: 'rebuild-2' });

describe('beginRebuild', () => {
  const api = {
    startRebuild: jest.fn(),
    retryRebuild: jest.fn(),
    getRebuild: jest.fn(),
  } satisfies Partial<BaseImagesApi>;
  const logger = mockServices.logger.mock();
  /** What each request key has led to. */
  let begun: Map<string, Rebuild>;

  const begin = () =>
    beginRebuild(
      {
        sourceId: 'receipts',
        environment: 'production',
        requestKey: 'key of the step',
      },
      { api, token: 'of the user', logger },
    );
  const messages = () => logger.info.mock.calls.map(([message]) => message);

  /** Has the step begun a rebuild that failed, of which the source has changed since. */
  beforeEach(() => {
    jest.resetAllMocks();
    begun = new Map([['key of the step', failed]]);
    api.startRebuild.mockImplementation(async ({ requestKey }) => {
      const existing = begun.get(requestKey);
      begun.set(requestKey, existing ?? newest);
      return existing
        ? { rebuild: existing, outcome: 'existing' }
        : { rebuild: newest, outcome: 'started' };
    });
    api.retryRebuild.mockRejectedValue(
      refusal(409, 'Source has changed: start a new rebuild'),
    );
    api.getRebuild.mockResolvedValue(failed);
  });

  it('begins a new one of what is there now, and takes that up when it runs again', async () => {
    expect(await begin()).toBe(newest);
    expect(messages()).toEqual([
      'The rebuild rebuild-1, which this step began before, is not taken up: Source has changed: start a new rebuild',
      'The rebuild rebuild-2 has begun: 1 step',
    ]);

    expect(await begin()).toBe(newest);
    expect(messages().at(-1)).toBe(
      'Takes up the rebuild rebuild-2, which this step began before',
    );
    expect([...begun.values()]).toEqual([failed, newest]);
  });

  it('begins one alone, however often the answer to that is lost', async () => {
    const start = api.startRebuild.getMockImplementation()!;
    api.startRebuild.mockImplementation(async request => {
      const answer = await start(request);
      if (answer.rebuild === newest) {
        throw new TypeError('fetch failed');
      }
      return answer;
    });
    await expect(begin()).rejects.toThrow('fetch failed');
    await expect(begin()).rejects.toThrow('fetch failed');
    api.startRebuild.mockImplementation(start);

    expect(await begin()).toBe(newest);
    expect([...begun.values()]).toEqual([failed, newest]);
  });

  it('begins another one for each that failed', async () => {
    await begin();
    const third = exampleRebuild('running', {}, { id: 'rebuild-3' });
    const [, key] = begun.keys();
    begun.set(key, { ...failed, id: newest.id });
    api.startRebuild.mockImplementation(async ({ requestKey }) => {
      const rebuild = begun.get(requestKey) ?? third;
      const outcome = begun.has(requestKey) ? 'existing' : 'queued';
      begun.set(requestKey, rebuild);
      return { rebuild, outcome };
    });

    expect(await begin()).toBe(third);
    expect(messages().at(-1)).toBe(
      'The rebuild rebuild-3 is queued behind the one that goes on in its environment',
    );
    expect(begun.size).toBe(3);
  });

  it('has nothing to begin where everything has become fresh', async () => {
    api.startRebuild
      .mockResolvedValueOnce({ rebuild: failed, outcome: 'existing' })
      .mockResolvedValueOnce({ rebuild: null, outcome: 'nothing' });
    expect(await begin()).toBeUndefined();
  });

  it('waits for what somebody else tried again meanwhile', async () => {
    const again = exampleRebuild('running');
    api.getRebuild.mockResolvedValue(again);
    expect(await begin()).toBe(again);
    expect([...begun.values()]).toEqual([failed]);
  });

  it('begins none where it is refused for another reason', async () => {
    api.retryRebuild.mockRejectedValue(refusal(403, 'You may not do this'));
    await expect(begin()).rejects.toThrow('You may not do this');
    expect([...begun.values()]).toEqual([failed]);
  });
});

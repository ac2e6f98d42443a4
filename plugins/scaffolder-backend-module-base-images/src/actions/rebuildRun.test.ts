import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  BaseImagesApi,
  RebuildPlan,
} from '@base-images/backstage-plugin-base-images-common';
import { createExampleCatalog } from '../__testUtils__/exampleCatalog';
import {
  DIGEST,
  exampleRebuild as rebuild,
  exampleStep as step,
  refusal,
} from '../__testUtils__/exampleRebuild';
import { inputOfExample, runAction } from '../__testUtils__/runAction';
import { EntityNames } from '../catalog/EntityNames';
import { PortalTokens } from '../rebuild/PortalTokens';
import { RebuildFollower } from '../rebuild/RebuildFollower';
import { createRebuildRunAction } from './rebuildRun';

const done = rebuild('done', { state: 'done', digest: DIGEST });

describe('base-images:rebuild:run', () => {
  const workspacePath = '/nowhere';
  const api = {
    planRebuild: jest.fn(),
    startRebuild: jest.fn(),
    retryRebuild: jest.fn(),
    getRebuild: jest.fn(),
    cancelRebuild: jest.fn(),
  } satisfies Partial<BaseImagesApi>;
  const auth = mockServices.auth.mock();
  const tokens = PortalTokens.create({ auth });
  const action = createRebuildRunAction({
    api,
    names: EntityNames.create({ catalog: createExampleCatalog() }),
    tokens,
    follower: RebuildFollower.create({
      api,
      tokens,
      intervalMs: 5,
      patienceMs: 100,
    }),
  });

  const place = { source: 'receipts', environment: 'production' };
  const run = (
    input: Record<string, any> = place,
    options: { signal?: AbortSignal; isDryRun?: boolean } = {},
  ) => runAction(action, { workspacePath, input, ...options });

  beforeEach(() => {
    jest.resetAllMocks();
    // Tokens that say whose they are.
    auth.getOwnServiceCredentials.mockResolvedValue(
      mockCredentials.service('plugin:scaffolder'),
    );
    auth.getPluginRequestToken.mockImplementation(async ({ onBehalfOf }) => ({
      token:
        (onBehalfOf.principal as { type?: string }).type === 'service'
          ? 'of the plugin'
          : 'of the user',
    }));
    api.startRebuild.mockResolvedValue({
      rebuild: rebuild('running'),
      outcome: 'started',
    });
  });

  it('starts as the user, waits as the plugin, and says what changes, once each', async () => {
    const building = rebuild('running', { state: 'running' });
    api.getRebuild
      .mockResolvedValueOnce(building)
      .mockResolvedValueOnce(building)
      .mockResolvedValueOnce(done);
    const { outputs, messages } = await run(inputOfExample(action, 0));

    expect(api.startRebuild).toHaveBeenCalledWith(
      {
        sourceId: 'receipts',
        environment: 'production',
        images: undefined,
        force: undefined,
        withoutDependents: undefined,
        requestKey: expect.stringMatching(/^scaffolder-task:.+:[0-9a-f]{16}$/),
      },
      { token: 'of the user' },
    );
    expect(api.getRebuild.mock.calls).toEqual(
      Array(3).fill([
        'rebuild-1',
        expect.objectContaining({ token: 'of the plugin' }),
      ]),
    );
    expect(messages).toEqual([
      'The rebuild rebuild-1 has begun: 1 step',
      'receipt-label (linux/arm64) is being built',
      `receipt-label (linux/arm64) is done: ${DIGEST}`,
    ]);
    expect(outputs).toEqual({
      rebuildId: 'rebuild-1',
      state: 'done',
      images: [
        {
          kind: 'base-image',
          name: 'receipt-label',
          platform: 'linux/arm64',
          repository: 'receipts/base/receipt-label',
          digest: DIGEST,
          reused: false,
        },
      ],
      summary: expect.stringContaining(
        `- \`receipts/base/receipt-label\` for linux/arm64: done, \`${DIGEST}\``,
      ),
    });
  });

  it('asks for what the second example names', async () => {
    api.getRebuild.mockResolvedValue(done);
    const input = inputOfExample(action, 1);
    await run(input);
    expect(api.startRebuild).toHaveBeenCalledWith(
      expect.objectContaining({
        images: input.images,
        force: true,
        withoutDependents: true,
      }),
      expect.anything(),
    );
  });

  it('only plans in a dry run', async () => {
    const plan: RebuildPlan = {
      sourceId: 'receipts',
      environment: 'production',
      revision: null,
      treeHash: 'x',
      steps: [
        {
          ...step(),
          status: 'stale',
          reasons: [
            { kind: 'package', subject: 'receipt-label', from: 'a', to: 'b' },
          ],
        },
      ],
      refused: [
        {
          kind: 'lambda',
          name: 'upload',
          platform: 'linux/arm64',
          message: 'Its Dockerfile cannot be read.',
        },
      ],
      deploys: [],
    };
    api.planRebuild.mockResolvedValue(plan);
    const { outputs } = await run(place, { isDryRun: true });
    expect(api.planRebuild).toHaveBeenCalledWith(
      { sourceId: 'receipts', environment: 'production' },
      expect.anything(),
      expect.objectContaining({ token: 'of the user' }),
    );
    expect(api.startRebuild).not.toHaveBeenCalled();
    expect(outputs).toMatchObject({
      state: 'planned',
      images: [{ name: 'receipt-label', digest: null }],
    });
    expect(outputs.summary).toContain(
      '- `receipt-label` for linux/arm64: package `receipt-label`',
    );
    expect(outputs.summary).toContain(
      '- `upload`: `Its Dockerfile cannot be read.`',
    );
  });

  it('has nothing to do where everything is fresh', async () => {
    api.startRebuild.mockResolvedValue({ rebuild: null, outcome: 'nothing' });
    const { outputs } = await run();
    expect(outputs).toMatchObject({ state: 'nothing', images: [] });
    expect(outputs).not.toHaveProperty('rebuildId');
    expect(api.getRebuild).not.toHaveBeenCalled();
  });

  it('takes up what it began before, whatever became of it meanwhile', async () => {
    api.startRebuild.mockResolvedValue({ rebuild: done, outcome: 'existing' });
    expect((await run()).outputs.state).toBe('done');
    expect(api.retryRebuild).not.toHaveBeenCalled();

    api.startRebuild.mockResolvedValue({
      rebuild: rebuild('failed', { state: 'failed' }),
      outcome: 'existing',
    });
    api.retryRebuild.mockResolvedValue(rebuild('running'));
    api.getRebuild.mockResolvedValue(done);
    expect((await run()).outputs.state).toBe('done');
    expect(api.retryRebuild).toHaveBeenCalledWith('rebuild-1', {
      token: 'of the user',
    });
  });

  it('fails with what failed, and what to do', async () => {
    api.getRebuild.mockResolvedValue(
      rebuild('failed', {
        state: 'failed',
        attempt: 2,
        message: 'pip check failed',
      }),
    );
    await expect(run()).rejects.toThrow(
      /^The rebuild rebuild-1 failed\nreceipt-label \(linux\/arm64\) failed: attempt 2, pip check failed\nRead the logs of the builds, mend what is wrong, and retry the task/,
    );
  });

  it('says that the rebuild was cancelled by somebody else', async () => {
    api.getRebuild.mockResolvedValue(rebuild('cancelled'));
    await expect(run()).rejects.toThrow('The rebuild rebuild-1 was cancelled');
  });

  it('goes on when the backend is away for a while, and not when it refuses', async () => {
    api.getRebuild
      .mockRejectedValueOnce(new TypeError('fetch failed'))
      .mockRejectedValueOnce(refusal(503))
      .mockResolvedValueOnce(done);
    const { outputs, messages } = await run();
    expect(outputs.state).toBe('done');
    expect(
      messages.filter(message => message.includes('does not answer')),
    ).toEqual([expect.stringContaining('fetch failed')]);

    api.getRebuild.mockRejectedValue(refusal(404, 'There is no rebuild'));
    await expect(run()).rejects.toThrow('There is no rebuild');

    api.getRebuild.mockRejectedValue(refusal(503, 'Away'));
    await expect(run()).rejects.toThrow('Away');
  });

  it('is refused as the user is', async () => {
    api.startRebuild.mockRejectedValue(refusal(403, 'You may not do this'));
    await expect(run()).rejects.toThrow('You may not do this');
    await expect(
      run({ ...place, source: 'system:default/hidden' }),
    ).rejects.toThrow("There is no entity 'system:default/hidden'");
    expect(api.getRebuild).not.toHaveBeenCalled();
  });

  describe('when the task is cancelled', () => {
    let controller: AbortController;

    /** Cancels the task while it waits. */
    const runAndAbort = (input: Record<string, any> = place) => {
      controller = new AbortController();
      api.getRebuild.mockImplementation(async () => {
        controller.abort();
        return rebuild('running');
      });
      return run(input, { signal: controller.signal });
    };

    it('cancels the rebuild as the user', async () => {
      await expect(runAndAbort()).rejects.toThrow(/abort/i);
      expect(api.cancelRebuild.mock.calls).toEqual([
        ['rebuild-1', { token: 'of the user' }],
      ]);
    });

    it('cancels as the plugin once the token of the user has ended', async () => {
      api.cancelRebuild.mockRejectedValueOnce(refusal(401));
      await expect(runAndAbort()).rejects.toThrow(/abort/i);
      expect(api.cancelRebuild.mock.calls).toEqual([
        ['rebuild-1', { token: 'of the user' }],
        ['rebuild-1', { token: 'of the plugin' }],
      ]);
    });

    it('does not get round a permission that the user lacks', async () => {
      api.cancelRebuild.mockRejectedValueOnce(refusal(403));
      await expect(runAndAbort()).rejects.toThrow(/abort/i);
      expect(api.cancelRebuild).toHaveBeenCalledTimes(1);
    });

    it('lets the rebuild go on where the template says so', async () => {
      await expect(
        runAndAbort({ ...place, cancelOnAbort: false }),
      ).rejects.toThrow(/abort/i);
      expect(api.cancelRebuild).not.toHaveBeenCalled();
    });

    it('leaves a queued rebuild alone that somebody else asked for too', async () => {
      api.startRebuild.mockResolvedValue({
        rebuild: rebuild('queued'),
        outcome: 'queued',
      });
      controller = new AbortController();
      api.getRebuild.mockImplementation(async () => {
        controller.abort();
        return rebuild('queued', {}, { startedBy: 'user:default/other' });
      });
      await expect(run(place, { signal: controller.signal })).rejects.toThrow(
        /abort/i,
      );
      expect(api.cancelRebuild).not.toHaveBeenCalled();
    });
  });
});

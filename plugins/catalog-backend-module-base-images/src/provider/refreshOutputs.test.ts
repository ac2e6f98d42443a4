import { mockServices } from '@backstage/backend-test-utils';
import {
  createPackage,
  createSnapshot,
  createSource,
} from '../__testUtils__/fixtures';
import { EntityPlan, SourceState } from '../plan/EntityPlan';
import { planEntities } from '../plan/planEntities';
import { MonorepoEntityProvider } from './MonorepoEntityProvider';
import { refreshOutputs } from './refreshOutputs';

function createPlan(pending = false): EntityPlan {
  const states = ['a', 'b'].map((id): SourceState => ({
    id,
    source: createSource(id),
    snapshot: createSnapshot(id, { packages: [createPackage(`${id}-1`)] }),
    usable: true,
    problem: undefined,
    pending,
  }));
  return planEntities(states, [], new Map(), () => undefined);
}

describe('refreshOutputs', () => {
  const logger = mockServices.logger.mock();
  const outputs = ['a', 'b'].map(sourceId =>
    MonorepoEntityProvider.create({ sourceId, logger }),
  );
  const connections = outputs.map(() => ({
    applyMutation: jest.fn(),
    refresh: jest.fn(),
  }));
  const refresh = (plan: EntityPlan | undefined, waitUntil = 0) =>
    refreshOutputs({
      planner: { refresh: async () => plan },
      outputs,
      logger,
      waitUntil,
      signal: AbortSignal.timeout(10_000),
    });

  it('goes on after a source that the catalog does not take, and tries it again', async () => {
    await Promise.all(
      outputs.map((output, index) => output.connect(connections[index])),
    );
    connections[0].applyMutation.mockRejectedValueOnce(new Error('deadlock'));
    const plan = createPlan();

    await refresh(plan);
    expect(connections[1].applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: [
        { entity: expect.objectContaining({ kind: 'Component' }) },
        { entity: expect.objectContaining({ kind: 'System' }) },
      ],
    });
    expect(logger.error.mock.calls).toEqual([
      [
        "The entities of source 'a' could not be brought into the catalog; the next refresh tries again: deadlock",
      ],
    ]);

    await refresh(plan);
    await refresh(plan);
    await refresh(undefined);
    expect(connections[0].applyMutation).toHaveBeenCalledTimes(2);
    expect(connections[1].applyMutation).toHaveBeenCalledTimes(1);
    expect(connections[1].refresh).toHaveBeenCalledWith({
      keys: ['base-images:b'],
    });
  });

  it('looks again for a source that is not ready, soon after the start only', async () => {
    const plans = [createPlan(true), createPlan(false)];
    const planner = { refresh: jest.fn(async () => plans.shift()) };
    const options = {
      planner,
      outputs,
      logger,
      signal: AbortSignal.timeout(10_000),
    };
    await refreshOutputs({ ...options, waitUntil: Date.now() + 8_000 });
    expect(planner.refresh).toHaveBeenCalledTimes(2);

    plans.push(createPlan(true), createPlan(false));
    await refreshOutputs({ ...options, waitUntil: Date.now() - 1 });
    expect(planner.refresh).toHaveBeenCalledTimes(3);
  });
});

import { BuildExecutor } from './builds/BuildExecutor';
import { BuildQueue } from './builds/BuildQueue';
import { Clock } from './clock';
import { Faults } from './faults';
import { settleFunctions } from './lambda/settleFunctions';
import { Blobs, RegionState, SimulatorState } from './state';

/** What the operations work on: the resources, the time, and what goes wrong. */
export interface Cloud {
  state: SimulatorState;
  blobs: Blobs;
  clock: Clock;
  faults: Faults;
  queue: BuildQueue;
  executor: BuildExecutor;
  speed: number;
  /** Where this server listens, for the addresses that it gives out. */
  url(): string;
}

/** The resources of an account in a region, made when they are first asked for. */
export function regionOf(
  state: SimulatorState,
  account: string,
  region: string,
): RegionState {
  const key = `${account}/${region}`;
  state.regions[key] ??= {
    account,
    region,
    concurrentBuilds: 20,
    projects: {},
    builds: {},
    idempotencyTokens: {},
    repositories: {},
    logGroups: {},
    functions: {},
  };
  return state.regions[key];
}

/** Brings everything that happens by itself to where it is now. */
export function settle(cloud: Cloud): void {
  const now = cloud.clock.now();
  for (const region of Object.values(cloud.state.regions)) {
    cloud.queue.settle(region, now);
    settleFunctions(region, now);
  }
}

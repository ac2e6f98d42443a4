import { BuildState, RegionState } from '../state';
import { BuildExecutor } from './BuildExecutor';
import { completeBuild, currentPhase, enterPhase, isComplete } from './phases';

/** Time that a build spends in the queue although there is room for it. */
const QUEUE_MILLISECONDS = 1000;

interface Change {
  at: number;
  make(): void;
}

/**
 * Gives builds their slots, oldest first, and ends those that are out of time. What happened up to a time is worked out only
 * when somebody looks, in the order in which it happened, so that nothing depends on timers or restarts.
 */
export class BuildQueue {
  private readonly executor: BuildExecutor;
  private readonly speed: number;
  private readonly settledAt = new WeakMap<RegionState, number>();

  constructor(executor: BuildExecutor, speed: number) {
    this.executor = executor;
    this.speed = speed;
  }

  /** Brings the builds of a region to where they are at `now`. */
  settle(region: RegionState, now: number): void {
    let cursor = this.settledAt.get(region) ?? 0;
    for (;;) {
      const change = this.nextChange(region, cursor);
      if (!change || change.at > now) {
        break;
      }
      cursor = Math.max(cursor, change.at);
      change.make();
    }
    this.settledAt.set(region, now);
  }

  /** Stops a build. */
  stop(build: BuildState, at: number): void {
    build.stoppedAt = at;
    completeBuild(build, 'STOPPED', at);
    this.executor.abandon(build);
  }

  private nextChange(region: RegionState, cursor: number): Change | undefined {
    const active = Object.values(region.builds).filter(
      build => !isComplete(build),
    );
    const running = new Map<string, number>();
    for (const build of active.filter(item => !isQueued(item))) {
      running.set(pool(build), (running.get(pool(build)) ?? 0) + 1);
    }
    let first: Change | undefined;
    const offer = (at: number, make: () => void) => {
      if (!first || at < first.at) {
        first = { at, make };
      }
    };
    for (const build of active) {
      if (!isQueued(build)) {
        const at = this.executor.nextChange(build);
        if (at !== undefined) {
          offer(at, () => this.executor.advance(build, at));
        }
      } else if (
        !isStuck(build, 'QUEUED') &&
        (running.get(pool(build)) ?? 0) < region.concurrentBuilds
      ) {
        const at = Math.max(
          build.startedAt + QUEUE_MILLISECONDS / this.speed,
          cursor,
        );
        offer(at, () => enterPhase(build, 'PROVISIONING', at));
      }
      const deadline = deadlineOf(build);
      if (deadline !== undefined) {
        offer(deadline, () => {
          completeBuild(build, 'TIMED_OUT', deadline, {
            statusCode: 'BUILD_TIMED_OUT',
            message: 'Build has timed out. ',
          });
          this.executor.abandon(build);
        });
      }
    }
    return first;
  }
}

function isQueued(build: BuildState): boolean {
  return currentPhase(build).type === 'QUEUED';
}

function isStuck(build: BuildState, phase: string): boolean {
  return build.effects.some(
    effect => effect.kind === 'stuck' && effect.phase === phase,
  );
}

function pool(build: BuildState): string {
  return `${build.environmentType}/${build.computeType}`;
}

function deadlineOf(build: BuildState): number | undefined {
  if (build.effects.some(effect => effect.kind === 'stuck' && effect.forever)) {
    return undefined;
  }
  if (isQueued(build)) {
    return build.startedAt + build.queuedTimeoutInMinutes * 60_000;
  }
  const provisioning = build.phases.find(({ type }) => type === 'PROVISIONING');
  return provisioning
    ? provisioning.startedAt + build.timeoutInMinutes * 60_000
    : undefined;
}

import { baseName } from '../docker/paths';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { ChainStep } from './ChainStep';
import { InstallPlan } from './InstallPlan';
import { PackageCopy } from './PackageCopy';
import { isAtOrBelow, mayRead, wordPath } from './pathRelations';
import { RunSegment, SegmentedRun } from './RunSegment';

/** A RUN of the chain with what becomes of its installs. */
export interface PlannedRun extends SegmentedRun {
  at: ChainStep;
  plans: ReadonlyMap<ObservedCommand, InstallPlan>;
}

const NEUTRAL = /^(?:cd|pushd|popd|set|true|:)$/;

/**
 * Which copies and which parts of RUNs are there for covered installs alone. It begins with all that could be, and takes out
 * what something reads that stays, until nothing changes.
 */
export class RewritePlan {
  #copies: readonly PackageCopy[];

  constructor(
    readonly runs: readonly PlannedRun[],
    candidates: readonly PackageCopy[],
    /** Paths that other stages read from the chain. */
    private readonly readPaths: readonly string[],
  ) {
    this.#copies = candidates;
    for (;;) {
      const next = this.#copies.filter(copy => !this.#isRead(copy));
      if (next.length === this.#copies.length) {
        break;
      }
      this.#copies = next;
    }
  }

  /** Copies that go. */
  get copies(): readonly PackageCopy[] {
    return this.#copies;
  }

  /** The parts of a RUN that go wholly. */
  removedSegments(run: PlannedRun): RunSegment[] {
    return run.segments.filter(segment => this.#goes(segment, run));
  }

  /** Whether nothing of a RUN is left that has an effect. */
  goesWholly(run: PlannedRun): boolean {
    const removed = this.removedSegments(run);
    return (
      removed.length > 0 &&
      run.segments.every(
        segment =>
          removed.includes(segment) ||
          (segment.observed.length > 0 && segment.observed.every(isNeutral)),
      )
    );
  }

  #goes({ observed }: RunSegment, run: PlannedRun): boolean {
    return (
      observed.some(item => run.plans.has(item) || isRemove(item)) &&
      observed.every(
        item =>
          run.plans.get(item)?.outcome === 'covered' ||
          this.#isIdleRemove(item) ||
          isNeutral(item),
      )
    );
  }

  /** `rm` of nothing but what is not copied any more. */
  #isIdleRemove(item: ObservedCommand): boolean {
    const operands = removedPaths(item);
    return (
      operands.length > 0 &&
      operands.every(
        path =>
          path !== undefined &&
          this.#copies.some(copy => isAtOrBelow(path, copy.destination)),
      )
    );
  }

  #isRead(copy: PackageCopy): boolean {
    if (this.readPaths.some(path => overlap(path, copy.destination))) {
      return true;
    }
    return this.runs.some(run => {
      if (run.at.position < copy.at.position || this.goesWholly(run)) {
        return false;
      }
      return run.segments.some(
        segment =>
          !this.#goes(segment, run) &&
          segment.observed.some(item => this.#reads(item, run, copy)),
      );
    });
  }

  #reads(item: ObservedCommand, run: PlannedRun, copy: PackageCopy): boolean {
    const plan = run.plans.get(item);
    if (plan) {
      const names = plan.retained.map(({ package: name }) => name);
      return (
        copy.packages.some(name => names.includes(name)) ||
        mayRead(item, copy.destination, plan.words)
      );
    }
    return !isForcedRemove(item) && mayRead(item, copy.destination);
  }
}

/** What `rm` is told to remove, of which undefined cannot be told; empty for other commands. */
export function removedPaths(item: ObservedCommand): (string | undefined)[] {
  return isRemove(item)
    ? item.command.words
        .slice(1)
        .filter(word => !word.startsWith('-'))
        .map(word => wordPath(word, item.cwd))
    : [];
}

export function isForcedRemove(item: ObservedCommand): boolean {
  return (
    isRemove(item) &&
    item.command.words.some(word =>
      /^(?:-[a-zA-Z]*f[a-zA-Z]*|--force)$/.test(word),
    )
  );
}

export function isRemove({ command }: ObservedCommand): boolean {
  return !command.conditional && baseName(command.words[0] ?? '') === 'rm';
}

function isNeutral({ command }: ObservedCommand): boolean {
  return NEUTRAL.test(command.words[0] ?? '') && command.output === undefined;
}

function overlap(one: string, other: string): boolean {
  return isAtOrBelow(one, other) || isAtOrBelow(other, one);
}

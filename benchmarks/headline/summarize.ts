import { BuildCost } from './FreshMachine';
import { RoundCosts } from './LambdaMeasurement';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Rows of a table: the medians of both ways, and what of the first is left with the second. */
export function summarizeRounds(
  rounds: readonly RoundCosts[],
): (string | number)[][] {
  const row = (
    title: string,
    of: (cost: BuildCost) => number,
    format: (value: number) => string,
  ) => {
    const original = median(rounds.map(round => of(round.original)));
    const withBase = median(rounds.map(round => of(round.withBase)));
    const saved = Math.round((1 - withBase / original) * 100);
    return [title, format(original), format(withBase), `${saved} % less`];
  };
  const baseSeconds = median(rounds.map(round => round.baseSeconds));
  const basePushed = median(rounds.map(round => round.basePushedBytes));
  return [
    row('context, files', cost => cost.contextBytes, formatBytes),
    row('context, archive', cost => cost.archiveBytes, formatBytes),
    row('pull', cost => cost.pullSeconds, formatSeconds),
    row('build', cost => cost.buildSeconds, formatSeconds),
    row('push', cost => cost.pushSeconds, formatSeconds),
    row(
      'pull, build, push',
      cost => cost.pullSeconds + cost.buildSeconds + cost.pushSeconds,
      formatSeconds,
    ),
    row('pushed', cost => cost.pushedBytes, formatBytes),
    ...(baseSeconds > 0
      ? [
          [
            'base image: build, push',
            '',
            `${formatSeconds(baseSeconds)}, ${formatBytes(basePushed)}`,
            'once for all that stand on it',
          ],
        ]
      : []),
  ];
}

function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

function formatBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

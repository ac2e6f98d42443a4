/** A base image that may be chosen. */
export interface Candidate {
  /** Seconds that each Lambda, by its number, saves on it; those that save nothing are left out. */
  savings: ReadonlyMap<number, number>;
  /** Seconds that all its builds take when it stands on no other candidate. */
  cost: number;
  /** Seconds that they take less when it stands on another candidate, by that one's number. */
  onOther: ReadonlyMap<number, number>;
}

/** Most combinations that are gone through one by one. */
const MAXIMUM_COMBINATIONS = 20_000;

/** Candidates that the search begins with one after the other where there are more: the best single ones. */
const STARTS = 8;

/** Seconds below which two totals count as equal, so that roundings do not choose. */
const LEAST_GAIN = 1e-6;

/**
 * The candidates, at most so many, that save most together: each Lambda stands on the best of them, and each of them on the
 * best of the others. All combinations of a few; else the best one after the other, and then whatever single exchange is
 * better (what a greedy choice misses is little, see "Implementing data cubes efficiently", SIGMOD 1996).
 *
 * @returns numbers of candidates, ascending
 */
export function chooseCandidates(
  candidates: readonly Candidate[],
  most: number,
): number[] {
  const useful = candidates.flatMap((candidate, number) =>
    candidate.savings.size > 0 ? [number] : [],
  );
  return countCombinations(useful.length, most) <= MAXIMUM_COMBINATIONS
    ? searchAll(candidates, useful, most)
    : search(candidates, useful, most);
}

/** Seconds that the chosen candidates save, their own builds paid. */
export function totalSaving(
  candidates: readonly Candidate[],
  chosen: readonly number[],
): number {
  const best = new Map<number, number>();
  let total = 0;
  for (const number of chosen) {
    const { savings } = candidates[number];
    savings.forEach((saving, lambda) =>
      best.set(lambda, Math.max(saving, best.get(lambda) ?? 0)),
    );
    total -= buildCost(candidates, chosen, number);
  }
  best.forEach(saving => {
    total += saving;
  });
  return total;
}

/** The chosen candidate that another one stands on best; undefined where that saves nothing. */
export function bestParent(
  candidates: readonly Candidate[],
  chosen: readonly number[],
  number: number,
): number | undefined {
  const { onOther } = candidates[number];
  let best: number | undefined;
  for (const other of chosen) {
    if ((onOther.get(other) ?? 0) > (onOther.get(best ?? -1) ?? 0)) {
      best = other;
    }
  }
  return best;
}

function buildCost(
  candidates: readonly Candidate[],
  chosen: readonly number[],
  number: number,
): number {
  const parent = bestParent(candidates, chosen, number);
  const { cost, onOther } = candidates[number];
  return cost - (parent === undefined ? 0 : onOther.get(parent)!);
}

function search(
  candidates: readonly Candidate[],
  useful: readonly number[],
  most: number,
): number[] {
  const singles = useful
    .map(number => ({ number, saving: totalSaving(candidates, [number]) }))
    .sort((a, b) => b.saving - a.saving || a.number - b.number)
    .slice(0, STARTS)
    .map(({ number }) => [number]);
  let best: number[] = [];
  for (const start of [[], ...singles]) {
    const found = improve(candidates, useful, most, start);
    if (
      totalSaving(candidates, found) >
      totalSaving(candidates, best) + LEAST_GAIN
    ) {
      best = found;
    }
  }
  return best.sort((a, b) => a - b);
}

function improve(
  candidates: readonly Candidate[],
  useful: readonly number[],
  most: number,
  start: readonly number[],
): number[] {
  let chosen = [...start];
  for (;;) {
    const better = betterNeighbour(candidates, useful, most, chosen);
    if (!better) {
      return chosen;
    }
    chosen = better;
  }
}

/** The best of all that is one exchange away, as far as it is better: one less, one more, one for another. */
function betterNeighbour(
  candidates: readonly Candidate[],
  useful: readonly number[],
  most: number,
  chosen: readonly number[],
): number[] | undefined {
  const fewer = chosen.map(number => without(chosen, number));
  const neighbours = [
    ...fewer,
    ...[...(chosen.length < most ? [chosen] : []), ...fewer].flatMap(base => {
      const added = bestAddition(candidates, useful, base);
      return added === undefined ? [] : [[...base, added]];
    }),
  ];
  let total = totalSaving(candidates, chosen) + LEAST_GAIN;
  let best: number[] | undefined;
  for (const neighbour of neighbours) {
    const saving = totalSaving(candidates, neighbour);
    if (saving > total) {
      total = saving;
      best = neighbour;
    }
  }
  return best;
}

/** The candidate that saves most beside others: only what it changes is looked at. */
function bestAddition(
  candidates: readonly Candidate[],
  useful: readonly number[],
  base: readonly number[],
): number | undefined {
  const best = new Map<number, number>();
  for (const number of base) {
    candidates[number].savings.forEach((saving, lambda) =>
      best.set(lambda, Math.max(saving, best.get(lambda) ?? 0)),
    );
  }
  const discounts = base.map(number => {
    const parent = bestParent(candidates, base, number);
    const { onOther } = candidates[number];
    return {
      onOther,
      discount: parent === undefined ? 0 : onOther.get(parent)!,
    };
  });
  let found: number | undefined;
  let most = 0;
  for (const number of useful) {
    if (base.includes(number)) {
      continue;
    }
    let gain = -buildCost(candidates, base, number);
    for (const { onOther, discount } of discounts) {
      gain += Math.max(0, (onOther.get(number) ?? 0) - discount);
    }
    for (const [lambda, saving] of candidates[number].savings) {
      gain += Math.max(0, saving - (best.get(lambda) ?? 0));
    }
    if (gain > most + LEAST_GAIN) {
      most = gain;
      found = number;
    }
  }
  return found;
}

function searchAll(
  candidates: readonly Candidate[],
  useful: readonly number[],
  most: number,
): number[] {
  let best: number[] = [];
  let total = 0;
  const visit = (from: number, chosen: readonly number[]) => {
    const value = totalSaving(candidates, chosen);
    if (value > total + LEAST_GAIN) {
      total = value;
      best = [...chosen];
    }
    for (let at = from; chosen.length < most && at < useful.length; at++) {
      visit(at + 1, [...chosen, useful[at]]);
    }
  };
  visit(0, []);
  return best;
}

function without(numbers: readonly number[], number: number): number[] {
  return numbers.filter(item => item !== number);
}

/** How many sets of at most so many there are, as far as it matters. */
function countCombinations(all: number, most: number): number {
  let term = 1;
  let sum = 1;
  for (let size = 1; size <= Math.min(most, all); size++) {
    term = (term * (all - size + 1)) / size;
    sum += term;
    if (sum > MAXIMUM_COMBINATIONS) {
      break;
    }
  }
  return sum;
}

import { Candidate, chooseCandidates, totalSaving } from './chooseCandidates';

/** `lambda:saving` of each, its cost, and `other:saving` of those that it may stand on. */
function candidate(savings: string, cost: number, onOther = ''): Candidate {
  return { savings: toMap(savings), cost, onOther: toMap(onOther) };
}

function toMap(text: string): Map<number, number> {
  return new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map(item => item.split(':').map(Number) as [number, number]),
  );
}

describe('chooseCandidates', () => {
  it.each<[string, Candidate[], number, number[]]>([
    ['nothing', [], 3, []],
    ['nothing that costs more than it saves', [candidate('0:10', 11)], 3, []],
    [
      'the best one for each Lambda',
      [candidate('0:10 1:10', 5), candidate('1:20', 5), candidate('0:9', 5)],
      3,
      [0, 1],
    ],
    [
      'no more than it is asked for',
      [candidate('0:10', 5), candidate('1:20', 5), candidate('2:30', 5)],
      2,
      [1, 2],
    ],
    [
      'two that are better together than the best single one',
      [
        candidate('0:10 1:10 2:10', 6),
        candidate('0:19', 1),
        candidate('1:19 2:3', 1),
      ],
      2,
      [1, 2],
    ],
    [
      'one that pays only on another',
      [candidate('0:10', 5), candidate('1:20', 25, '0:10')],
      2,
      [0, 1],
    ],
    [
      'the first of two that are equal',
      [candidate('0:10', 5), candidate('0:10', 5)],
      1,
      [0],
    ],
  ])('chooses %s', (_, candidates, most, expected) => {
    expect(chooseCandidates(candidates, most)).toEqual(expected);
  });

  it('finds what going through everything finds, or close to it', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let exact = 0;
    const rounds = 12;
    for (let round = 0; round < rounds; round++) {
      // More than are gone through one by one.
      const candidates = Array.from({ length: 50 }, () =>
        candidate(
          Array.from(
            { length: 1 + random(4) },
            () => `${random(6)}:${random(50)}`,
          ).join(' '),
          random(30),
        ),
      );
      const best = bruteForce(candidates, 3);
      const found = totalSaving(candidates, chooseCandidates(candidates, 3));
      expect(found).toBeGreaterThanOrEqual(best * 0.95);
      exact += found === best ? 1 : 0;
    }
    expect(exact).toBeGreaterThan(rounds * 0.7);
  });
});

function bruteForce(candidates: readonly Candidate[], most: number): number {
  let best = 0;
  const visit = (from: number, chosen: number[]) => {
    best = Math.max(best, totalSaving(candidates, chosen));
    for (let at = from; chosen.length < most && at < candidates.length; at++) {
      visit(at + 1, [...chosen, at]);
    }
  };
  visit(0, []);
  return best;
}

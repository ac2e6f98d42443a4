import { toPercent } from './toPercent';

describe('toPercent', () => {
  it.each([
    [0, 0],
    [0.001, 1],
    [1 / 3, 33],
    [0.5, 50],
    [2 / 3, 67],
    [0.999, 99],
    [1, 100],
  ])('makes %p the whole percentage %p', (coverage, percent) => {
    expect(toPercent(coverage)).toBe(percent);
  });
});

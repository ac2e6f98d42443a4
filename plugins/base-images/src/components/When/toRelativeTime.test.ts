import { toRelativeTime } from './toRelativeTime';

describe('toRelativeTime', () => {
  const now = new Date('2026-03-04T12:00:00.000Z');

  it.each([
    ['2026-03-04T12:00:00.000Z', undefined],
    ['2026-03-04T11:59:00.001Z', undefined],
    // The clock of a server may be a little ahead.
    ['2026-03-04T12:00:40.000Z', undefined],
    ['2026-03-04T11:59:00.000Z', { value: -1, unit: 'minute' }],
    ['2026-03-04T11:00:00.001Z', { value: -59, unit: 'minute' }],
    ['2026-03-04T10:00:01.000Z', { value: -1, unit: 'hour' }],
    ['2026-03-03T12:00:00.001Z', { value: -23, unit: 'hour' }],
    ['2026-03-03T12:00:00.000Z', { value: -1, unit: 'day' }],
    ['2026-02-03T12:00:00.000Z', { value: -29, unit: 'day' }],
    ['2026-02-01T00:00:00.000Z', { value: -1, unit: 'month' }],
    ['2024-01-01T00:00:00.000Z', { value: -2, unit: 'year' }],
    ['2026-03-06T12:00:00.000Z', { value: 2, unit: 'day' }],
  ])('says how far %s is away', (time, expected) => {
    expect(toRelativeTime(new Date(time), now)).toEqual(expected);
  });
});

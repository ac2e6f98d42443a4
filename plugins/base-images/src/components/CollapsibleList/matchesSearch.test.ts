import { matchesSearch } from './matchesSearch';

describe('matchesSearch', () => {
  it.each([
    ['receipt-label', '', true],
    ['receipt-label', '  ', true],
    ['receipt-label', 'Receipt_Label', true],
    ['Receipt.Label', 'receipt-l', true],
    ['receipt-label linux/arm64', 'arm64 label', true],
    ['receipt-label linux/arm64', 'amd64 label', false],
    ['receipt-label', 'receipts', false],
  ])('%p with %p: %p', (text, search, expected) => {
    expect(matchesSearch(text, search)).toBe(expected);
  });
});

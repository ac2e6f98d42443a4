import { makeValidator } from '@backstage/catalog-model';
import { entityName } from './entityName';

const { isValidEntityName } = makeValidator();

describe('entityName', () => {
  it.each([
    ['receipt-dynamo', '', 'receipt-dynamo'],
    ['Receipts.receipt_dynamo', '', 'Receipts.receipt_dynamo'],
    ['label', '-lambda', 'label-lambda'],
    ['a'.repeat(63), '', 'a'.repeat(63)],
  ])('keeps %s%s', (wanted, ending, expected) => {
    expect(entityName(wanted, ending)).toBe(expected);
  });

  it.each([
    ['a'.repeat(64), '', /^a{54}-[0-9a-f]{8}$/],
    ['a'.repeat(57), '-lambda', /^a{47}-[0-9a-f]{8}-lambda$/],
    [`${'a'.repeat(53)}-${'b'.repeat(20)}`, '', /^a{53}-[0-9a-f]{8}$/],
    ['café/receipts', '', /^caf-receipts-[0-9a-f]{8}$/],
    ['-receipts-', '', /^receipts-[0-9a-f]{8}$/],
    ['領収書', '-lambda', /^[0-9a-f]{8}-lambda$/],
    ['', '', /^[0-9a-f]{8}$/],
  ])(
    'makes %s%s valid, and keeps it apart from others',
    (wanted, ending, pattern) => {
      const name = entityName(wanted, ending);
      expect(name).toMatch(pattern);
      expect(isValidEntityName(name)).toBe(true);
      expect(entityName(wanted, ending)).toBe(name);
      expect(entityName(`${wanted}x`, ending)).not.toBe(name);
    },
  );

  it('comes to an end with a hostile name', () => {
    expect(isValidEntityName(entityName(`${'-'.repeat(1_000_000)}a`))).toBe(
      true,
    );
  });
});

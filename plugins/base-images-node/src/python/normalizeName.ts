/**
 * Normalises the name of a distribution, an extra or a dependency group (PyPA "Names and normalization"; PEP 685 and PEP 735
 * use the same rule), so that `Receipt_Label` and `receipt-label` are one name.
 *
 * @public
 */
export function normalizeName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/**
 * A package with extras as a requirement spells it, such as `receipt-label[full]`.
 *
 * @public
 */
export function formatRequirement(
  name: string,
  extras: readonly string[],
): string {
  return extras.length === 0 ? name : `${name}[${extras.join(',')}]`;
}

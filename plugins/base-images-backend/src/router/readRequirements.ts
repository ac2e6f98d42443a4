import { InputError } from '@backstage/errors';

/**
 * Splits `a,b[x,y]` at the commas that are outside brackets; blank parts are left out.
 *
 * @throws InputError when nothing is left.
 */
export function readRequirements(packages: string): string[] {
  const requirements = packages
    .split(/,(?![^[\]]*\])/)
    .map(part => part.trim())
    .filter(part => part !== '');
  if (requirements.length === 0) {
    throw new InputError(
      `'packages' names no package: write for example receipt-dynamo,receipt-label[full]`,
    );
  }
  return requirements;
}

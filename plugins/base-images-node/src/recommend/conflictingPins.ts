import { Requirement } from '@base-images/backstage-plugin-base-images-common';
import { satisfiesSpecifier } from '../python/satisfiesSpecifier';

/** Whether two of these requirements can never be fulfilled together, as one of them pins what the other does not allow. */
export function haveConflictingPins(
  requirements: readonly Pick<Requirement, 'name' | 'specifier'>[],
): boolean {
  const pins = new Map<string, string>();
  for (const { name, specifier } of requirements) {
    const pin = /^==\s*([^\s,*]+)$/.exec(specifier)?.[1];
    if (pin !== undefined && !pins.has(name)) {
      pins.set(name, pin);
    }
  }
  return requirements.some(({ name, specifier }) => {
    const pin = pins.get(name);
    return pin !== undefined && satisfiesSpecifier(pin, specifier) === false;
  });
}

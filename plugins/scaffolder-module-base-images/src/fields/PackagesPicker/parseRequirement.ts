import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** Reads a requirement such as `receipt-label[full]`; what else it may say is left out. */
export function parseRequirement(text: string): PackageWithExtras {
  const [, name = '', extras = ''] =
    /^\s*([^[\]\s]*)\s*(?:\[([^\]]*)\])?/.exec(text) ?? [];
  return {
    package: name,
    extras: extras
      .split(',')
      .map(extra => extra.trim())
      .filter(extra => extra !== ''),
  };
}

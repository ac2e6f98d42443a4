import {
  PackageWithExtras,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { PackageNode } from '../graph/PackageGraph';
import { digest } from './digest';
import { thirdPartyRequirements } from './thirdPartyRequirements';

/**
 * Hash over the third-party requirements of a closed set of packages: sorted, each once, wherever it stands.
 */
export function hashDependencies(
  closure: readonly PackageWithExtras[],
  packages: ReadonlyMap<string, PackageNode>,
): string {
  const texts = thirdPartyRequirements(closure, packages).map(toText);
  return digest('dependencies/1', [...new Set(texts)].sort());
}

function toText(requirement: Requirement): string {
  const { name, extras, specifier, url, marker } = requirement;
  return JSON.stringify([name, extras, specifier, url, marker]);
}

import {
  PackageWithExtras,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { thirdPartyRequirements } from '../hash/thirdPartyRequirements';
import { BuiltPackage } from './BaseDockerfileInputs';

/** What a closed set of packages asks of an index, as dependency specifiers: sorted, each once. */
export function thirdPartyTargets(
  closure: readonly PackageWithExtras[],
  packages: ReadonlyMap<string, BuiltPackage>,
): string[] {
  const texts = thirdPartyRequirements(closure, packages).map(toSpecifier);
  return [...new Set(texts)].sort();
}

/** A requirement as a dependency specifier (PyPA "Dependency specifiers"). */
export function toSpecifier(requirement: Requirement): string {
  const { name, extras, specifier, url, marker } = requirement;
  const asked = extras.length > 0 ? `${name}[${extras.join(',')}]` : name;
  const text = url === null ? `${asked}${specifier}` : `${asked} @ ${url}`;
  // A URL may hold a semicolon; the blank in front of it ends the URL.
  return marker === null ? text : `${text} ; ${marker}`;
}

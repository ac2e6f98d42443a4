import { Package } from '@base-images/backstage-plugin-base-images-common';
import { UvFolder } from './applyUvSources';
import { InternalPackages } from './createRequirementBinder';
import { PackageDraft } from './manifest/PackageDraft';

/**
 * A function that tells whether tools leave a package out when they install it as a project. uv takes a project without a build system
 * for an application, but not where a source names it, of a requirement or not (uv "Configuring projects", "Build systems").
 */
export function findVirtual(
  folders: readonly UvFolder[],
  internal: InternalPackages,
): (draft: PackageDraft) => Package['virtual'] {
  const named = new Set<string>();
  for (const { sources } of folders) {
    for (const [name, entries] of sources) {
      for (const { origin, isVirtual } of entries) {
        if (origin.type === 'workspace') {
          named.add(name);
        } else if (origin.type === 'folder' && !isVirtual) {
          named.add(internal.byPath.get(origin.path ?? '')?.name ?? name);
        }
      }
    }
  }
  return ({ name, installMode }) => {
    if (installMode === 'application') {
      return 'declared';
    }
    return installMode === 'open' && !named.has(name) ? 'undeclared' : null;
  };
}

import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { PackageNode } from '../graph/PackageGraph';
import { BaseImageDeclaration } from './BaseImageDeclaration';
import { didYouMean } from './closestName';
import { DeclarationProblems } from './DeclarationProblems';

/** The packages that a base image lists and the monorepo has, with the extras that they offer; the others are reported. */
export function findPackages(
  declaration: BaseImageDeclaration,
  packages: ReadonlyMap<string, PackageNode>,
  problems: DeclarationProblems,
): PackageWithExtras[] {
  return declaration.packages.flatMap(listed => {
    const found = packages.get(listed.package);
    if (!found) {
      problems.add(
        listed,
        `The image ${declaration.name} lists ${listed.package}, which is no package of the monorepo.`,
        didYouMean(
          listed.package,
          packages.keys(),
          'List packages of this monorepo only; third-party ones come with them, or from requirements.',
        ),
        'unknown-package',
      );
      return [];
    }
    const offered = new Set(found.extras);
    for (const extra of listed.extras) {
      if (!offered.has(extra)) {
        problems.add(
          listed,
          `The image ${declaration.name} asks for the extra ${extra} of ${listed.package}, which does not offer it.`,
          didYouMean(
            extra,
            offered,
            offered.size > 0
              ? `It offers ${[...offered].join(', ')}.`
              : 'It offers no extras.',
          ),
          'unknown-extra',
        );
      }
    }
    return {
      package: listed.package,
      extras: listed.extras.filter(extra => offered.has(extra)),
    };
  });
}

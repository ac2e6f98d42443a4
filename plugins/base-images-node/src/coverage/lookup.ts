import { InputError } from '@backstage/errors';
import {
  LookupReport,
  LookupRequest,
  Monorepo,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { didYouMean } from '../declaration/closestName';
import { uniteExtras } from '../declaration/uniteExtras';
import { buildGraph } from '../graph/buildGraph';
import { PackageGraph, PackageNode } from '../graph/PackageGraph';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { parseRequirement } from '../python/parseRequirement';
import { coverRequiredSet } from './coverRequiredSet';

/** Most packages of one request. */
const MAX_PACKAGES = 1_000;

/**
 * Finds the base image that fits a set of packages best: by the whole set that they require, extras included.
 *
 * @param monorepo - what a scan found.
 * @param request - requirements such as `receipt-label[full]`, and optionally a platform and a Python version.
 * @param graph - the graph of the monorepo's packages, where the caller has it already.
 * @throws InputError when a requirement cannot be read, or names a package or extra that the monorepo does not have.
 * @public
 */
export function lookup<P extends PackageNode>(
  monorepo: Pick<Monorepo, 'packages' | 'baseImages'>,
  request: LookupRequest,
  graph?: PackageGraph<P>,
): LookupReport {
  const packages = graph ?? buildGraph(monorepo.packages);
  const roots = toRoots(request.packages, packages.packages);
  const platform = request.platform ?? null;
  const python = request.python ?? null;
  const required = packages.closure(roots, {
    environment: lambdaMarkerEnvironment(platform, python),
    workingTreeOnly: true,
  });
  const [best, ...alternatives] = coverRequiredSet(
    {
      packages: required,
      platform,
      python,
      parent: null,
      supersets: request.supersets ?? false,
    },
    monorepo.baseImages,
  );
  return {
    baseImage: best?.baseImage ?? null,
    covered: best?.covered ?? [],
    uncovered: best?.uncovered ?? required,
    coverage: best?.coverage ?? (required.length > 0 ? 0 : null),
    alternatives,
  };
}

function toRoots(
  requirements: readonly string[],
  packages: ReadonlyMap<string, PackageNode>,
): PackageWithExtras[] {
  if (requirements.length > MAX_PACKAGES) {
    throw new InputError(`More than ${MAX_PACKAGES} packages are asked for`);
  }
  return uniteExtras(
    requirements.map(text => {
      const parsed = parseRequirement(text);
      if (!parsed.ok) {
        throw new InputError(
          `Cannot read the requirement ${JSON.stringify(text)}: ${parsed.message}`,
        );
      }
      const { name, extras } = parsed.requirement;
      const found = packages.get(name);
      if (!found) {
        throw new InputError(
          `There is no package ${name} in this monorepo. ${didYouMean(
            name,
            packages.keys(),
            'List packages of the monorepo only.',
          )}`,
        );
      }
      for (const extra of extras) {
        if (!found.extras.includes(extra)) {
          throw new InputError(
            `The package ${name} does not offer the extra ${extra}. ${didYouMean(
              extra,
              found.extras,
              `It offers ${found.extras.join(', ') || 'none'}.`,
            )}`,
          );
        }
      }
      return { package: name, extras };
    }),
  );
}

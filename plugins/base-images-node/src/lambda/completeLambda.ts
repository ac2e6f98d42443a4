import {
  Diagnostic,
  Lambda,
  PackageWithExtras,
  PinnedPackage,
} from '@base-images/backstage-plugin-base-images-common';
import { publishedRequirements } from '../docker/install/directRequirements';
import { PackageGraph } from '../graph/PackageGraph';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { AnalysedLambda } from './AnalysedLambda';
import { findMisordered } from './misorderedPackages';
import { findMissing, reportMissing } from './missingPackages';

/** What {@link completeLambda} gives. @public */
export interface CompletedLambda extends Pick<
  Lambda,
  'requires' | 'missing' | 'misordered' | 'pinned'
> {
  diagnostics: Diagnostic[];
}

/**
 * Says what a Lambda requires, what of that it does not install, what it installs too late, and which packages it gets in a
 * published version, those that its packages ask for included.
 *
 * @public
 */
export function completeLambda(
  lambda: AnalysedLambda,
  graph: PackageGraph,
): CompletedLambda {
  const environment = lambdaMarkerEnvironment(lambda.platform, lambda.python);
  const requires = graph.closure(lambda.installs, {
    environment,
    workingTreeOnly: true,
  });
  const missing = findMissing(lambda, requires, graph);
  const misordered = findMisordered(lambda, graph, environment);
  return {
    requires,
    missing,
    pinned: findPinned(lambda, requires, graph, environment),
    misordered: misordered
      .map(({ pair }) => pair)
      .sort((a, b) => compareText(a.join('\n'), b.join('\n'))),
    diagnostics: [
      ...missing.map(item => reportMissing(lambda, item, graph, environment)),
      ...misordered.map(({ pair, early, late }) => ({
        code: 'install-order',
        severity: 'error' as const,
        file: lambda.dockerfile,
        line: early.line,
        column: null,
        message: `${pair[0]} is installed here, but ${pair[1]}, which it needs, only on line ${late.line}: the installer looks for it on an index.`,
        help: `Install ${pair[1]} before ${pair[0]}, or both in one command.`,
      })),
    ],
  };
}

function findPinned(
  { installs, pinned }: AnalysedLambda,
  requires: readonly PackageWithExtras[],
  graph: PackageGraph,
  environment: MarkerEnvironment,
): PinnedPackage[] {
  const installed = new Set(installs.map(item => item.package));
  const all = new Map(
    pinned.map(item => [`${item.package}\n${item.requirement}`, item]),
  );
  for (const { package: name, extras } of requires) {
    const entry = graph.packages.get(name);
    for (const { requirement, ...other } of entry
      ? publishedRequirements(entry, extras, environment)
      : []) {
      if (!installed.has(other.package)) {
        all.set(`${other.package}\n${requirement}`, { ...other, requirement });
      }
    }
  }
  return [...all.keys()].sort().map(key => all.get(key)!);
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

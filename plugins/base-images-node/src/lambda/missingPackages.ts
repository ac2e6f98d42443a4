import {
  Diagnostic,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { parseImageReference } from '../docker/ImageReference';
import {
  directRequirements,
  expandExtras,
} from '../docker/install/directRequirements';
import { InstallCommand } from '../docker/install/InstallCommand';
import { PackageGraph } from '../graph/PackageGraph';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { AnalysedLambda } from './AnalysedLambda';

/** What a Lambda requires, but neither installs nor gets in a published version. */
export function findMissing(
  { installs, pinned }: AnalysedLambda,
  requires: readonly PackageWithExtras[],
  graph: PackageGraph,
): PackageWithExtras[] {
  const installed = new Map(
    installs.map(({ package: name, extras }) => {
      const entry = graph.packages.get(name);
      return [name, new Set(entry ? expandExtras(entry, extras) : extras)];
    }),
  );
  const published = new Set(pinned.map(item => item.package));
  return requires.flatMap(({ package: name, extras }) => {
    const known = installed.get(name);
    if (!known) {
      return published.has(name) ? [] : [{ package: name, extras }];
    }
    const absent = extras.filter(extra => !known.has(extra));
    return absent.length > 0 ? [{ package: name, extras: absent }] : [];
  });
}

/** Tells where a missing package is needed, and how to add it. */
export function reportMissing(
  lambda: AnalysedLambda,
  missing: PackageWithExtras,
  graph: PackageGraph,
  environment: MarkerEnvironment,
): Diagnostic {
  const { package: name, extras } = missing;
  const { command, needer } = findNeeder(lambda, name, graph, environment);
  const installed = lambda.installs.some(item => item.package === name);
  const wanted = extras.length > 0 ? `${name}[${extras.join(',')}]` : name;
  const path = graph.packages.get(name)?.path ?? '.';
  // An installer adds what an extra asks for on its own, and a parent or script that is not known may hold the package.
  const unsure =
    installed ||
    lambda.confidence === 'unknown' ||
    mayHoldPackages(lambda.parent);
  return {
    code: 'missing-package',
    severity: unsure ? 'warning' : 'error',
    file: lambda.dockerfile,
    line: command?.line ?? null,
    column: null,
    message: `${needer} needs ${wanted}, which the image does not install.`,
    help: installed
      ? `Ask for ${wanted} where ${name} is installed.`
      : `Copy ${path} into the image and install ${wanted} in this command or an earlier one.`,
  };
}

/** The first command that installs something that needs a package, and what of it needs the package most directly. */
function findNeeder(
  { commands }: AnalysedLambda,
  name: string,
  graph: PackageGraph,
  environment: MarkerEnvironment,
): { command: InstallCommand | undefined; needer: string } {
  const needs = (root: PackageWithExtras, directly: boolean) => {
    const entry = graph.packages.get(root.package);
    const reached =
      directly && entry
        ? directRequirements(entry, root.extras, environment)
        : graph.closure([root], { environment, workingTreeOnly: true });
    return root.package !== name && reached.some(item => item.package === name);
  };
  for (const directly of [true, false]) {
    for (const command of commands) {
      const root = command.packages.find(item => needs(item, directly));
      if (root) {
        return { command, needer: root.package };
      }
    }
  }
  const command = commands.find(({ packages }) =>
    packages.some(item => item.package === name),
  );
  return { command, needer: command ? name : 'The image' };
}

/** Images of a private registry may be made from the monorepo's own packages. */
export function mayHoldPackages(parent: string | null): boolean {
  const reference = parent === null ? undefined : parseImageReference(parent);
  if (!reference) {
    return true;
  }
  const { registry, repository } = reference;
  const isPrivate =
    registry !== undefined &&
    !/^(?:public\.ecr\.aws|docker\.io|quay\.io|mcr\.microsoft\.com)$/.test(
      registry,
    );
  return isPrivate && !/(?:^|\/)python$/.test(repository);
}

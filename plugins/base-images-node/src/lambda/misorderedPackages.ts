import { directRequirements } from '../docker/install/directRequirements';
import { InstallCommand } from '../docker/install/InstallCommand';
import { PackageGraph } from '../graph/PackageGraph';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { AnalysedLambda } from './AnalysedLambda';

/** A package that is installed before one that it needs. */
export interface Misordered {
  pair: [string, string];
  early: InstallCommand;
  late: InstallCommand;
}

/** Packages that a command installs before a later one installs what they need. */
export function findMisordered(
  { commands }: AnalysedLambda,
  graph: PackageGraph,
  environment: MarkerEnvironment,
): Misordered[] {
  const first = new Map<string, InstallCommand>();
  for (const command of commands) {
    for (const { package: name } of [...command.packages, ...command.pinned]) {
      if (!first.has(name)) {
        first.set(name, command);
      }
    }
  }
  const found = new Map<string, Misordered>();
  for (const early of commands.filter(isOrdinary)) {
    for (const { package: name, extras } of early.packages) {
      const entry = graph.packages.get(name);
      const needed = entry
        ? directRequirements(entry, extras, environment)
        : [];
      for (const { package: other } of needed) {
        const late = first.get(other);
        const key = `${name}\n${other}`;
        if (late && late.order > early.order && !found.has(key)) {
          found.set(key, { pair: [name, other], early, late });
        }
      }
    }
  }
  return [...found.values()];
}

/** `--no-deps` does not look for what is needed, and a command that may not run proves nothing. */
function isOrdinary({ noDependencies, conditional }: InstallCommand): boolean {
  return !noDependencies && !conditional;
}

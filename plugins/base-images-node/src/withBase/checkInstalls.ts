import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { requirementsThatHold } from '../docker/install/directRequirements';
import { PackageGraph } from '../graph/PackageGraph';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { BaseContents } from './BaseContents';
import { installProblem } from './installProblem';
import { InstallPlan } from './InstallPlan';
import { Refusals } from './Refusals';
import { RewriteInput } from './RewriteInput';
import { PlannedRun } from './RewritePlan';

const ASKS_THE_INDEX =
  /^(?:-I|--(?:ignore-installed|force-reinstall|reinstall|reinstall-package|exact|target|prefix|root|user)(?:=.*)?|-t.*|--upgrade-strategy=eager|eager)$/;
const ASKING_SETTING =
  /^(?:PIP|UV)_(?:TARGET|PREFIX|ROOT|USER|IGNORE_INSTALLED|FORCE_REINSTALL|REINSTALL|UPGRADE_STRATEGY|EXACT)$/;

/** Refuses installs that go but cannot, and installs that stay but would not do the same on a base image. */
export function checkInstalls(
  input: RewriteInput,
  runs: readonly PlannedRun[],
  contents: BaseContents,
  refusals: Refusals,
) {
  const { lambda, graph } = input;
  const environment = lambdaMarkerEnvironment(lambda.platform, lambda.python);
  const closure = (roots: readonly PackageWithExtras[]) =>
    graph.closure(roots, { environment, workingTreeOnly: true });
  for (const run of runs) {
    for (const plan of run.plans.values()) {
      const { startLine } = plan.observed.command.range;
      if (plan.outcome !== 'retained') {
        const problem =
          installProblem(plan, run.step, lambda.python) ??
          withoutDependenciesProblem(plan, closure, graph, environment);
        if (problem) {
          refusals.add(startLine, problem.reason, problem.help);
        }
      }
      const needed = closure(plan.retained)
        .map(item => item.package)
        .find(name => contents.has(name));
      if (needed !== undefined) {
        checkRetained(plan, needed, refusals);
      }
      for (const { package: name } of plan.install.resolved.pinned) {
        if (contents.has(name)) {
          refusals.add(
            startLine,
            `${name} is installed here in a published version, and the base image holds it from the working tree.`,
            'Install it from its folder, or choose a base image without it.',
          );
        }
      }
    }
  }
}

/** With `--no-deps` the image gets only the package, on a base image also what it needs. */
function withoutDependenciesProblem(
  { install, removed }: InstallPlan,
  closure: (roots: readonly PackageWithExtras[]) => PackageWithExtras[],
  graph: PackageGraph,
  environment: Parameters<typeof requirementsThatHold>[2],
) {
  const hasDependencies =
    closure(removed).length > removed.length ||
    removed.some(({ package: name, extras }) => {
      const entry = graph.packages.get(name);
      return (
        entry && requirementsThatHold(entry, extras, environment).length > 0
      );
    });
  return install.noDependencies && hasDependencies
    ? {
        reason:
          '--no-deps leaves out what the package needs, and the base image holds it.',
        help: 'Install with dependencies.',
      }
    : undefined;
}

function checkRetained(
  { observed, install }: InstallPlan,
  needed: string,
  refusals: Refusals,
) {
  const { command, settings } = observed;
  const { startLine } = command.range;
  const option =
    command.words.slice(1).find(word => ASKS_THE_INDEX.test(word)) ??
    [...settings.keys()].find(name => ASKING_SETTING.test(name));
  if (option !== undefined) {
    refusals.add(
      startLine,
      `With ${option} the installer would look for ${needed} on the index, although the base image holds it.`,
      `Take ${option} out, or choose a base image without ${needed}.`,
    );
  } else if (install.location !== '') {
    refusals.add(
      startLine,
      `What is installed into ${install.location} does not see the ${needed} of the base image: the installer would look for it on the index.`,
      `Install with the image's own pip, without a virtual environment, or choose a base image without ${needed}.`,
    );
  } else if (install.request.tool === 'uv') {
    refusals.add(
      startLine,
      `uv may look for ${needed} on the index, although the base image holds it.`,
      'Install with pip, or choose a base image that holds all packages of this command.',
    );
  }
}

import { baseName } from '../docker/paths';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { stageChain } from '../docker/reachableStages';
import { CopyStep, ResolvedStage } from '../docker/ResolvedStage';
import { BaseContents } from './BaseContents';
import { ChainStep } from './ChainStep';
import { planInstall } from './InstallPlan';
import { installProblem } from './installProblem';
import { Refusals } from './Refusals';
import { RewriteInput } from './RewriteInput';
import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { isRemove } from './RewritePlan';
import { segmentRun } from './RunSegment';

/** A COPY --from that carries what another stage installed, all of which the base image holds. */
export interface Carrier {
  at: ChainStep;
  packages: PackageWithExtras[];
}

const PACKAGES_FOLDER =
  /^\/var\/lang(?:\/lib\/python3\.\d+\/site-packages|\/bin)$|^\/usr\/local(?:\/lib\/python3\.\d+\/site-packages|\/bin)$/;
/** Commands that put nothing into the folder of Python's packages. */
const SYSTEM_COMMAND =
  /^(?:cd|set|true|:|echo|mkdir|ls|dnf|microdnf|yum|apt|apt-get|apk|export)$/;

/** The copies that carry covered packages from other stages. Packages that arrive in any other way are refused. */
export function findCarriers(
  input: RewriteInput,
  steps: readonly ChainStep[],
  contents: BaseContents,
  refusals: Refusals,
): Carrier[] {
  const { traced } = input;
  const chain = new Set(steps.map(({ stage }) => stage));
  stageChain(traced.stages, traced.target).forEach(({ index }) =>
    chain.add(index),
  );
  const foreign = traced.commands.filter(
    ({ stage, packages }) =>
      !chain.has(stage) && packages.some(item => contents.covers(item)),
  );
  if (foreign.length === 0) {
    return [];
  }
  const carriers: Carrier[] = [];
  const carried = new Set<number>();
  for (const at of steps) {
    const { step } = at;
    if (step?.kind === 'copy' && step.from.kind === 'stage') {
      const builder = traced.stages[step.from.index];
      const stages = stageChain(traced.stages, builder).map(item => item.index);
      const commands = foreign.filter(item => stages.includes(item.stage));
      if (commands.length > 0 && carriesPackages(step)) {
        checkBuilder(input, builder, step, contents, refusals);
        commands.forEach(item => carried.add(item.order));
        carriers.push({
          at,
          packages: commands.flatMap(item => item.packages),
        });
      }
    }
  }
  for (const { order, line } of foreign) {
    if (!carried.has(order)) {
      refusals.add(
        line,
        "What this installs reaches the image in another way than with Python's own folder of packages.",
        'Install in the stage that is built, or copy the whole site-packages folder of the same Python from one stage to the other.',
      );
    }
  }
  return carriers;
}

function carriesPackages({ sources, destination }: CopyStep): boolean {
  const to = destination.value;
  return (
    PACKAGES_FOLDER.test(to) &&
    sources.length === 1 &&
    sources[0].unset.length === 0 &&
    sources[0].value.replace(/\/\.?$/, '') === to
  );
}

/** All that the stage installs must be what the base image holds: otherwise the copy carries more than that. */
function checkBuilder(
  { traced, lambda, baseImage }: RewriteInput,
  builder: ResolvedStage,
  carrier: CopyStep,
  contents: BaseContents,
  refusals: Refusals,
) {
  const chain = stageChain(traced.stages, builder);
  const { base } = chain[0];
  if (base.kind !== 'image' || base.image.value !== lambda.parent) {
    refusals.add(
      chain[0].line,
      'The packages are installed on another image than the one that they are copied to.',
      'Begin both stages with the same image.',
    );
  }
  const more = (line: number, what: string) =>
    refusals.add(
      line,
      `${what}, and line ${carrier.instruction.range.startLine} copies everything that this stage installs.`,
      `Choose a base image that holds all of it instead of ${baseImage.name}, or install the rest in the stage that is built.`,
    );
  for (const stage of chain) {
    for (const step of stage.steps) {
      if (
        step.kind === 'copy' &&
        /^\/(?:var\/lang|usr)(?:\/|$)/.test(step.destination.value)
      ) {
        more(
          step.instruction.range.startLine,
          `Files are copied to ${step.destination.value}`,
        );
      }
      if (step.kind === 'run') {
        const observed = traced.observed.filter(
          item => item.stage === stage.index,
        );
        for (const segment of segmentRun(step, observed).segments) {
          for (const item of segment.observed) {
            const { startLine } = item.command.range;
            const plan =
              item.install &&
              planInstall(item, item.install, segment, contents);
            const problem =
              plan?.outcome === 'covered'
                ? installProblem(plan, step, lambda.python)
                : undefined;
            if (problem) {
              refusals.add(startLine, problem.reason, problem.help);
            } else if (plan && plan.outcome !== 'covered') {
              more(
                startLine,
                'This installs something that the base image does not hold',
              );
            } else if (!plan && !isSystemCommand(item)) {
              more(
                startLine,
                'What this puts into the folder of packages is not known',
              );
            }
          }
        }
      }
    }
  }
}

function isSystemCommand(item: ObservedCommand): boolean {
  const { words, output } = item.command;
  if (output !== undefined || item.project) {
    return false;
  }
  return isRemove(item)
    ? words.slice(1).every(word => /^-|^\/(?:var\/)?tmp\//.test(word))
    : SYSTEM_COMMAND.test(baseName(words[0] ?? ''));
}

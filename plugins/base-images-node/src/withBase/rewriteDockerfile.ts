import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { stageChain } from '../docker/reachableStages';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { BaseContents } from './BaseContents';
import { ChainStep, chainSteps } from './ChainStep';
import { checkCommands } from './checkCommands';
import { checkHeader } from './checkHeader';
import { checkInstalls } from './checkInstalls';
import { checkSources } from './checkSources';
import { checkSplit } from './checkSplit';
import { composeDockerfile, Cut } from './composeDockerfile';
import { describeRewrite } from './describeRewrite';
import { editRun } from './editRun';
import { Carrier, findCarriers } from './findCarriers';
import { findPackageCopies } from './findPackageCopies';
import { planInstall } from './InstallPlan';
import { isRewritten } from './isRewritten';
import { Refusals } from './Refusals';
import { RewriteInput } from './RewriteInput';
import { isForcedRemove, PlannedRun, RewritePlan } from './RewritePlan';
import { segmentRun } from './RunSegment';
import { TextEdits } from './TextEdits';
import { RewriteRefusal, WithBase } from './WithBase';

/**
 * Rewrites the Dockerfile of a Lambda so that it can stand on a base image: with the build argument `BASE_IMAGE_URI` what the
 * base image holds is not installed again, without it the image is the original's. A file that is rewritten already is given
 * back as it is. Whatever cannot be told for sure is refused.
 */
export function rewriteDockerfile(input: RewriteInput): WithBase {
  const { model } = input.traced;
  if (isRewritten(model)) {
    return { dockerfile: model.text, removed: [], kept: [] };
  }
  if (model.stages.length === 0) {
    const reason = 'There is no FROM.';
    const help = 'Begin it with the image to build on.';
    return { refused: [{ line: 1, reason, help }] };
  }
  const { refused, write } = planRewrite(input);
  return refused.length > 0 ? { refused } : write();
}

/** What speaks against a rewrite, and the rewrite, which is only good when nothing does. */
export function planRewrite(input: RewriteInput): {
  refused: RewriteRefusal[];
  write(): Exclude<WithBase, { refused: RewriteRefusal[] }>;
} {
  const { traced, lambda, baseImage, graph } = input;
  const refusals = new Refusals();
  checkHeader(input, refusals);
  const environment = lambdaMarkerEnvironment(lambda.platform, lambda.python);
  const contents = new BaseContents(baseImage, graph, environment);
  for (const pinned of lambda.pinned) {
    if (contents.has(pinned.package)) {
      refusals.add(
        1,
        `${pinned.package} is needed in a published version, and the base image holds it from the working tree.`,
        'Choose a base image without it.',
      );
    }
  }
  const steps = chainSteps(traced);
  const runs = planRuns(input, steps, contents);
  const carriers = findCarriers(input, steps, contents, refusals);
  const plan = new RewritePlan(
    runs,
    findPackageCopies(input, steps, runs, goneNames(input, runs, contents)),
    pathsReadElsewhere(input, steps),
  );
  checkInstalls(input, runs, contents, refusals);
  checkSources(input, runs, refusals);
  checkCommands(steps, runs, carriers, contents, refusals);
  const cut = findCut(input, steps, plan, carriers);
  checkSplit(traced, steps, cut, refusals);

  const edits = new TextEdits(traced.model.text);
  const early = runs.filter(run => run.at.position <= cut.position);
  early.forEach(run => editRun(run, plan, traced.model.text, edits, refusals));
  for (const { at } of [...plan.copies, ...carriers]) {
    const { start, end } = at.instruction.range;
    edits.removeLines(start, end);
  }
  return {
    refused: refusals.list(),
    write: () => ({
      dockerfile: composeDockerfile(traced, steps, cut, edits, baseImage.name),
      ...describeRewrite(input, steps, plan, carriers, contents),
    }),
  };
}

function planRuns(
  { traced }: RewriteInput,
  steps: readonly ChainStep[],
  contents: BaseContents,
): PlannedRun[] {
  return steps.flatMap(at => {
    const { step, stage } = at;
    if (step?.kind !== 'run') {
      return [];
    }
    const observed = traced.observed.filter(item => item.stage === stage);
    const run = segmentRun(step, observed);
    const plans = new Map(
      run.segments.flatMap(segment =>
        segment.observed.flatMap(item =>
          item.install
            ? [
                [
                  item,
                  planInstall(item, item.install, segment, contents),
                ] as const,
              ]
            : [],
        ),
      ),
    );
    return [{ ...run, at, plans }];
  });
}

/** Whether nothing that stays installs a package, or asks for it by its path. */
function goneNames(
  { graph, byPath }: RewriteInput,
  runs: readonly PlannedRun[],
  contents: BaseContents,
): (name: string) => boolean {
  const retained: PackageWithExtras[] = runs.flatMap(run =>
    [...run.plans.values()].flatMap(plan => plan.retained),
  );
  const needed = new Set(retained.map(item => item.package));
  for (const { package: name, extras } of graph.closure(retained)) {
    if (!contents.covers({ package: name, extras }) || needed.has(name)) {
      const { requirements } = graph.packages.get(name)!;
      requirements
        .filter(({ url }) => url !== null || byPath.has(name))
        .forEach(requirement => needed.add(requirement.name));
    }
  }
  return name => !needed.has(name) && contents.has(name);
}

/** What other stages copy or mount from the stages of the chain. */
function pathsReadElsewhere(
  { traced }: RewriteInput,
  steps: readonly ChainStep[],
): string[] {
  const chain = new Set(steps.map(({ stage }) => stage));
  return traced.stages.flatMap(stage =>
    stage.steps.flatMap(step => {
      if (step.kind === 'copy') {
        return step.from.kind === 'stage' && chain.has(step.from.index)
          ? step.sources.map(({ value }) =>
              value.startsWith('/') ? value : `/${value}`,
            )
          : [];
      }
      return step.kind === 'run'
        ? step.mounts.flatMap(({ from, source }) =>
            from.kind === 'stage' && chain.has(from.index)
              ? [source.value]
              : [],
          )
        : [];
    }),
  );
}

/**
 * After the last install that goes, or the copy that carries it. An `rm` of what is not copied any more goes along where it
 * follows right away, or would fail.
 */
function findCut(
  { traced }: RewriteInput,
  steps: readonly ChainStep[],
  plan: RewritePlan,
  carriers: readonly Carrier[],
): Cut {
  const installs = plan.runs.filter(run =>
    [...run.plans.values()].some(({ outcome }) => outcome !== 'retained'),
  );
  let position = Math.max(
    -1,
    ...installs.map(run => run.at.position),
    ...carriers.map(({ at }) => at.position),
  );
  if (position < 0) {
    const [first] = stageChain(traced.stages, traced.target);
    return { position: -1, stage: first.index };
  }
  for (const run of plan.runs) {
    const removed = plan.removedSegments(run).flatMap(item => item.observed);
    const adjacent = run.at.position === position + 1 && plan.goesWholly(run);
    const fails = removed.some(item => !isForcedRemove(item));
    if (
      run.at.position > position &&
      removed.length > 0 &&
      (adjacent || fails)
    ) {
      position = run.at.position;
    }
  }
  return { position, stage: steps[position].stage };
}

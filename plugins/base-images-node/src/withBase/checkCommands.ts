import { baseName } from '../docker/paths';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { ListedTarget } from '../docker/install/InstallList';
import { normalizeName } from '../python/normalizeName';
import { CopyStep } from '../docker/ResolvedStage';
import { BaseContents } from './BaseContents';
import { ChainStep } from './ChainStep';
import { Carrier } from './findCarriers';
import { InstallPlan } from './InstallPlan';
import { Refusals } from './Refusals';
import { PlannedRun } from './RewritePlan';

const INDEX_OPTION =
  /^(?:-i.*|-f.*|--(?:index-url|extra-index-url|index|default-index|find-links|no-index|pre|constraint)(?:=.*)?|-c.*)$/;
const UPGRADE =
  /^(?:-[a-zA-Z]*U[a-zA-Z]*|--upgrade|--force-reinstall|-I|--ignore-installed)$/;
const PYTHON_FOLDER = /site-packages|dist-packages|\/var\/lang|lib\/python3/;

/**
 * Refuses commands and copies that stay and stand before an install that goes, where the order matters: on a base image they run after
 * it.
 */
export function checkCommands(
  steps: readonly ChainStep[],
  runs: readonly PlannedRun[],
  carriers: readonly Carrier[],
  contents: BaseContents,
  refusals: Refusals,
) {
  const last = Math.max(
    -1,
    ...runs.flatMap(run =>
      [...run.plans.values()].some(plan => isInBase(plan, contents))
        ? [run.at.position]
        : [],
    ),
    ...carriers.map(({ at }) => at.position),
  );
  const carrying = new Set(carriers.map(({ at }) => at.position));
  for (const { position, step, instruction } of steps) {
    if (
      step?.kind === 'copy' &&
      position <= last &&
      !carrying.has(position) &&
      mayHoldDistributions(step)
    ) {
      refusals.add(
        instruction.range.startLine,
        'This copies into the folder of installed packages before others are installed; on a base image these are there already.',
        'Copy it after all packages are installed.',
      );
    }
  }
  for (const run of runs) {
    for (const item of run.segments.flatMap(segment => segment.observed)) {
      checkProject(item, refusals);
      if (run.at.position <= last) {
        checkEarly(item, run.plans.get(item), contents, refusals);
      }
    }
  }
}

/** Whether a copy may lay packages over those of the base image. */
function mayHoldDistributions({ destination, from }: CopyStep): boolean {
  const to = destination.value;
  return (
    PYTHON_FOLDER.test(to) ||
    (from.kind !== 'context' &&
      /^\/(?:var|usr|usr\/local(?:\/lib)?|usr\/lib)?$/.test(to))
  );
}

function isInBase(plan: InstallPlan, contents: BaseContents): boolean {
  return (
    plan.outcome !== 'retained' ||
    plan.retained.some(item => contents.holdsDependenciesOf(item.package))
  );
}

function checkProject(
  { command, project }: ObservedCommand,
  refusals: Refusals,
) {
  if (project?.kind === 'install') {
    refusals.add(
      command.range.startLine,
      `${project.tool} installs a whole project here, and takes out what does not belong to it.`,
      'Install the packages with pip.',
    );
  }
}

function checkEarly(
  item: ObservedCommand,
  plan: InstallPlan | undefined,
  contents: BaseContents,
  refusals: Refusals,
) {
  const { words, range } = item.command;
  const program = baseName(words[0] ?? '');
  if (item.install && item.install.location === '') {
    const removed = new Set(
      plan?.outcome === 'covered'
        ? item.install.resolved.targets
        : item.install.resolved.targets.filter(
            target => target.packages.length > 0,
          ),
    );
    const { requirementFiles } = item.install.request;
    const { targets } = item.install.resolved;
    if (
      requirementFiles.length > 0 &&
      !targets.some(target => target.inFile) &&
      contents.distributions.size > 0
    ) {
      refusals.add(
        range.startLine,
        'What the requirements file asks for cannot be told; the base image may hold other versions of it already.',
        'Install it after the packages of this repository.',
      );
    }
    for (const target of targets) {
      if (!removed.has(target)) {
        checkThirdParty(item, target, contents, refusals);
      }
    }
    return;
  }
  const changesPackages =
    words.some(word => PYTHON_FOLDER.test(word)) &&
    /^(?:rm|mv|cp|ln|find|rsync|install|sed|tar|unzip|xargs)$/.test(program);
  const uninstalls =
    words.includes('uninstall') &&
    words.some(word => /pip\d*$|^uv$/.test(word));
  if (changesPackages || uninstalls) {
    refusals.add(
      range.startLine,
      'This changes installed packages before others are installed; on a base image these are there already.',
      'Do this after all packages are installed.',
    );
  }
}

function checkThirdParty(
  { command, settings }: ObservedCommand,
  { text, target }: ListedTarget,
  contents: BaseContents,
  refusals: Refusals,
) {
  if (contents.distributions.size === 0) {
    return;
  }
  const line = command.range.startLine;
  const name = nameOf(target, text);
  if (name === undefined) {
    refusals.add(
      line,
      `Which distribution ${text.replace(/\p{Cc}/gu, '').slice(0, 60)} is cannot be told; the base image may hold another version of it already.`,
      'Install it after the packages of this repository.',
    );
    return;
  }
  const differs =
    target.type !== 'requirement' ||
    target.requirement.url !== undefined ||
    target.requirement.extras.length > 0 ||
    !contents.asksForSame(name, target.requirement.specifier) ||
    command.words.some(word => INDEX_OPTION.test(word) || UPGRADE.test(word)) ||
    [...settings.keys()].some(setting =>
      /INDEX|FIND_LINKS|CONSTRAINT|UPGRADE|_PRE$/.test(setting),
    );
  if (contents.distributions.has(name) && differs) {
    refusals.add(
      line,
      `${name} is installed here before packages that need it; on a base image it is there already, maybe in another version.`,
      `Install ${name} after the packages of this repository.`,
    );
  }
}

function nameOf(
  target: ListedTarget['target'],
  text: string,
): string | undefined {
  if (target.type === 'requirement') {
    return target.requirement.name;
  }
  if (target.type === 'url' && target.name !== undefined) {
    return target.name;
  }
  const wheel = /(?:^|\/)([A-Za-z0-9._]+)-[^/]*\.whl$/.exec(text)?.[1];
  return wheel === undefined ? undefined : normalizeName(wheel);
}

import { baseName } from '../docker/paths';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { ListedTarget } from '../docker/install/InstallList';
import { InstallPlan } from './InstallPlan';
import { isAtOrBelow, wordPath } from './pathRelations';
import { Refusals } from './Refusals';
import { RewriteInput } from './RewriteInput';
import { PlannedRun } from './RewritePlan';

/** Programs that change nothing in a folder of sources, whatever they are told. */
const READS =
  /^(?:ls|cat|cd|pushd|popd|test|\[|true|:|set|export|echo|printf|du|stat|head|tail|wc|grep|egrep|pwd|mkdir|chmod|chown|pip[\d.]*|uv|dnf|microdnf|yum|apt|apt-get|apk)$/;
/** Programs that write to their last argument only. */
const COPIES = /^(?:cp|install|rsync|ln)$/;
/** Parts of a package that are no part of what it installs, or that nobody misses. */
const ASIDE =
  /^(?:\.[^/]+|tests?|docs?|examples?|scripts?|benchmarks?)\/|^[^/]+$|(?:^|\/)(?:tests?|__pycache__)\//;
const MODULE = /^(?!conftest|noxfile|tasks)[^/]+\.py$/;

/** Refuses installs that go, where they install something else than the packages as they are in the repository. */
export function checkSources(
  input: RewriteInput,
  runs: readonly PlannedRun[],
  refusals: Refusals,
) {
  const earlier: ObservedCommand[] = [];
  for (const run of runs) {
    for (const item of run.segments.flatMap(segment => segment.observed)) {
      const plan = run.plans.get(item);
      if (plan && plan.outcome !== 'retained') {
        checkInstalledSources(input, plan, earlier, refusals);
      }
      earlier.push(item);
    }
  }
}

/** The same for one of them, after other commands of its stages. */
export function checkInstalledSources(
  input: RewriteInput,
  { observed, install, removed }: InstallPlan,
  earlier: readonly ObservedCommand[],
  refusals: Refusals,
) {
  const { startLine } = observed.command.range;
  const isExported =
    earlier.some(item => item.project?.kind === 'export') ||
    observed.command.upstream.some(item => item.words.includes('export'));
  if (install.request.requirementFiles.length > 0 && isExported) {
    refusals.add(
      startLine,
      'This installs the versions of a lock, of which the base image may hold others.',
      'Install the folders of the packages, and name the lock in the constraints of the base image.',
    );
  }
  const names = new Set(removed.map(item => item.package));
  for (const target of install.resolved.targets) {
    const folder = folderOf(target, observed);
    const isGone = target.packages.some(item => names.has(item.package));
    if (folder !== undefined && isGone) {
      const change = earlier.find(item => mayChange(item, folder));
      if (change) {
        refusals.add(
          change.command.range.startLine,
          `This changes files of ${target.packages[0].package} before it is installed, which the base image holds as it is in the repository.`,
          'Change the files in the repository.',
        );
      }
      checkFiles(input, target, folder, observed, refusals);
    }
  }
}

function folderOf(
  { target }: ListedTarget,
  { cwd }: ObservedCommand,
): string | undefined {
  return target.type === 'path' ? wordPath(target.path, cwd) : undefined;
}

function mayChange(
  { command, cwd, install, project }: ObservedCommand,
  folder: string,
): boolean {
  const [name = '', ...rest] = command.words;
  const isIn = (text: string | undefined) => {
    const path = text === undefined ? undefined : wordPath(text, cwd);
    return path !== undefined && isAtOrBelow(path, folder);
  };
  if (isIn(command.output)) {
    return true;
  }
  const program = baseName(name);
  if (READS.test(program) || install || project) {
    return false;
  }
  if (COPIES.test(program)) {
    return isIn(rest.at(-1));
  }
  const worksThere = cwd !== undefined && isAtOrBelow(cwd, folder);
  return worksThere || rest.some(isIn);
}

/** Every file of a package that it installs must stand where it is installed from, and be its own. */
function checkFiles(
  { packages, traced }: RewriteInput,
  { packages: [{ package: name }] }: ListedTarget,
  folder: string,
  { command, files }: ObservedCommand,
  refusals: Refusals,
) {
  const entry = packages.byName.get(name);
  if (!entry) {
    return;
  }
  const { index } = traced.context;
  for (const path of index.paths.below(entry.path)) {
    const inside =
      entry.path === '.' ? path : path.slice(entry.path.length + 1);
    const found = files.lookup(`${folder}/${inside}`);
    const isOther =
      found &&
      found.kind !== 'directory' &&
      (found.kind !== 'file' ||
        index.followLinks(found.treePath) !== index.followLinks(path));
    const isMissing =
      (!found || found.kind === 'missing') &&
      (MODULE.test(inside) || !ASIDE.test(inside));
    if ((isOther || isMissing) && packages.ownerOf(path) === entry) {
      refusals.add(
        command.range.startLine,
        isMissing
          ? `${name} is installed here without some of its files, such as ${inside.slice(0, 80)}; the base image holds all of it.`
          : `${name} is installed here with another ${inside.slice(0, 80)} than its own; the base image holds it as it is in the repository.`,
        'Copy the folder of the package as it is.',
      );
      return;
    }
  }
}

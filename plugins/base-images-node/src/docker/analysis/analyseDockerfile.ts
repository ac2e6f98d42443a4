import {
  Confidence,
  PackageWithExtras,
  PinnedPackage,
} from '@base-images/backstage-plugin-base-images-common';
import { MarkerEnvironment } from '../../python/MarkerEnvironment';
import { BuildContext } from '../BuildContext';
import { DockerfileModel } from '../DockerfileModel';
import { ContextOrigin, ImageFiles } from '../ImageFiles';
import { Installation, InstallCommand } from '../install/InstallCommand';
import { InstallResolver } from '../install/InstallResolver';
import { ProjectResolver } from '../install/ProjectResolver';
import { PackageIndex } from '../install/PackageIndex';
import { LineIndex } from '../LineIndex';
import { reachableStages } from '../reachableStages';
import { ResolvedStage } from '../ResolvedStage';
import { ShellState } from '../shell/ShellState';
import { StepBudget } from '../StepBudget';
import { AnalysisLog, Finding } from './AnalysisLog';
import { analyseStage } from './analyseStage';
import { ObservedCommand } from './ObservedCommand';
import { SourceFiles } from './SourceFiles';

const STEPS = 1_000_000;
const MAXIMUM_TEXT = 1_000_000;

export interface DockerfileAnalysisOptions {
  model: DockerfileModel;
  stages: readonly ResolvedStage[];
  target: ResolvedStage;
  context: BuildContext;
  /** A named build context that is a folder of the tree. */
  namedContext(value: string): BuildContext | undefined;
  packages: PackageIndex;
  environment: MarkerEnvironment;
  /** Told of every command of a RUN, in the order in which they run. */
  observe?(observed: ObservedCommand): void;
}

/** What a Dockerfile does with the packages of the monorepo. */
export interface DockerfileAnalysis {
  /** Commands whose packages reach the target stage, in the order in which they run. */
  commands: InstallCommand[];
  /** From the working tree, extras united, sorted by name. */
  installs: PackageWithExtras[];
  pinned: PinnedPackage[];
  /** The files of the target stage. */
  files: ImageFiles;
  /** Parts of build contexts from which files reach the target stage. */
  copied: readonly ContextOrigin[];
  /** Parts of build contexts that any stage reads on the way. */
  read: readonly ContextOrigin[];
  findings: Finding[];
  /** How many local paths that are installed, or read for it, were not found. */
  unresolved: number;
  confidence: Confidence;
  doubt: { line: number; reason: string } | undefined;
}

/** Follows a Dockerfile from its context to its target stage. */
export async function analyseDockerfile(
  options: DockerfileAnalysisOptions,
): Promise<DockerfileAnalysis> {
  const { model, stages, target, context, namedContext, packages } = options;
  const log = new AnalysisLog();
  const budget = new StepBudget(STEPS);
  const sources = new SourceFiles(context, namedContext, budget);
  const orders = { next: 0 };
  const readText = (path: string, state: ShellState) =>
    readImageText(path, state, context);
  const resolver = new InstallResolver({
    index: packages,
    environment: options.environment,
    log,
    readText,
  });
  const projects = new ProjectResolver(packages, options.environment);
  let final;
  for (const stage of reachableStages(stages, target.index)) {
    final = await analyseStage(stage, sources.stateOf(stage.base), {
      lines: LineIndex.of(model.text),
      context,
      sources,
      budget,
      log,
      resolver,
      projects,
      nextOrder: () => orders.next++,
      readText,
      observe: options.observe,
    });
    sources.setStage(stage.index, final);
  }
  reportIgnored(sources, context, log);
  const files = final?.files ?? ImageFiles.empty(budget);
  const copied = files.origins('/');
  if (budget.isExhausted) {
    log.lower('unknown', 1, 'the Dockerfile is too complex');
  }
  return {
    ...summarize(final?.installations ?? []),
    files,
    copied,
    read: sources.reads,
    findings: log.findings,
    unresolved: log.unresolved,
    confidence: log.confidence,
    doubt: log.doubt,
  };
}

function reportIgnored(
  { ignored }: SourceFiles,
  { folder }: BuildContext,
  log: AnalysisLog,
) {
  const [first] = ignored;
  if (first) {
    const others = new Set(ignored.map(({ source }) => source)).size - 1;
    const more = others > 0 ? ` (and ${others} more)` : '';
    log.find({
      code: 'copy-source-ignored',
      severity: 'warning',
      line: first.line,
      message: `${first.source}${more} is copied, but the ignore file of the build context '${folder}' leaves it out.`,
      help: 'Take it back in with a line that begins with an exclamation mark, or remove the line that leaves it out.',
    });
  }
}

function summarize(
  installations: readonly Installation[],
): Pick<DockerfileAnalysis, 'commands' | 'installs' | 'pinned'> {
  const commands = new Set<InstallCommand>();
  const extras = new Map<string, Set<string>>();
  const pinned = new Map<string, PinnedPackage>();
  for (const { command, packages, pinned: pins } of installations) {
    commands.add(command);
    for (const { package: name, extras: asked } of packages) {
      const known = extras.get(name) ?? new Set();
      asked.forEach(extra => known.add(extra));
      extras.set(name, known);
    }
    pins.forEach(pin => pinned.set(`${pin.package}\n${pin.requirement}`, pin));
  }
  return {
    commands: [...commands].sort((a, b) => a.order - b.order),
    installs: [...extras.keys()].sort().map(name => ({
      package: name,
      extras: [...extras.get(name)!].sort(),
    })),
    pinned: [...pinned.keys()].sort().map(key => pinned.get(key)!),
  };
}

async function readImageText(
  path: string,
  state: ShellState,
  { index }: BuildContext,
): Promise<string | undefined> {
  const entry = state.disk.files.lookup(path);
  if (entry?.kind === 'text') {
    return entry.text.value;
  }
  const file =
    entry?.kind === 'file' ? index.tree.files.get(entry.treePath) : undefined;
  if (!file || file.size > MAXIMUM_TEXT) {
    return undefined;
  }
  try {
    return (await index.tree.read(file.path)).toString('utf8');
  } catch {
    return undefined;
  }
}

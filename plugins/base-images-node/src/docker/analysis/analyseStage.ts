import { BuildContext } from '../BuildContext';
import { Installation } from '../install/InstallCommand';
import { carryInstallations } from '../install/installLocation';
import { InstallResolver } from '../install/InstallResolver';
import { ProjectResolver } from '../install/ProjectResolver';
import { ImageFiles } from '../ImageFiles';
import { LineIndex } from '../LineIndex';
import { LogicalText } from '../LogicalText';
import { RunStep, ResolvedStage } from '../ResolvedStage';
import { quoteWords } from '../shell/quoteWords';
import { ShellState, UNKNOWN_TEXT } from '../shell/ShellState';
import { ScriptPlace, ShellWalker } from '../shell/ShellWalker';
import { StepBudget } from '../StepBudget';
import { AnalysisLog } from './AnalysisLog';
import { ObservedCommand } from './ObservedCommand';
import { applyCopy } from './applyCopy';
import { interpreterOf, isBash, isShell } from './interpreter';
import { mentionsInstaller } from './knownScripts';
import { RunAnalysis } from './RunAnalysis';
import { SourceFiles } from './SourceFiles';

/** What a stage has once its instructions have run. */
export interface StageState {
  files: ImageFiles;
  installations: readonly Installation[];
}

export interface StageAnalysisOptions {
  lines: LineIndex;
  context: BuildContext;
  sources: SourceFiles;
  budget: StepBudget;
  log: AnalysisLog;
  resolver: InstallResolver;
  projects: ProjectResolver;
  nextOrder(): number;
  readText(path: string, state: ShellState): Promise<string | undefined>;
  observe?(observed: ObservedCommand): void;
}

/** Carries out the instructions of one stage. */
export async function analyseStage(
  stage: ResolvedStage,
  parent: StageState | undefined,
  options: StageAnalysisOptions,
): Promise<StageState> {
  const { budget, sources, log } = options;
  let state: StageState = parent ?? {
    files: ImageFiles.empty(budget),
    installations: [],
  };
  if (stage.base.kind === 'named-context') {
    const files = sources.filesOf(stage.base);
    state = { ...state, files };
  }
  for (const step of stage.steps) {
    if (!budget.take()) {
      break;
    }
    if (step.kind === 'workdir') {
      const files = state.files.with(step.path, { kind: 'empty' });
      state = { ...state, files };
    } else if (step.kind === 'copy') {
      const origin = sources.stateOf(step.from);
      const { files, mappings } = applyCopy(step, state.files, sources, log);
      const carried = mappings.flatMap(({ from, to }) =>
        carryInstallations(origin?.installations ?? [], from, to),
      );
      const installations = [...state.installations, ...carried];
      state = { files, installations };
    } else {
      state = await runStep(step, state, stage.index, options);
    }
  }
  return state;
}

async function runStep(
  step: RunStep,
  before: StageState,
  stage: number,
  options: StageAnalysisOptions,
): Promise<StageState> {
  const { lines, sources } = options;
  const mounted = step.mounts.reduce((files, mount) => {
    const place = sources.placeOf(mount.from, mount.source.value);
    return files.with(mount.target, place);
  }, before.files);
  const analysis = new RunAnalysis({
    ...options,
    stage,
    installations: before.installations,
  });
  const program = programOf(step);
  const state: ShellState = {
    cwd: step.workdir,
    folderStack: [],
    variables: shellVariables(step),
    arrays: new Map(),
    isBash: isBash(program),
    functions: new Map(),
    parameters: [],
    ended: false,
    budget: options.budget,
    disk: { files: mounted },
  };
  const { range } = step.instruction;
  if (step.script && program !== undefined && !isShell(program)) {
    if (mentionsInstaller(step.script.value)) {
      const reason = `what ${program} runs may install packages`;
      analysis.doubt('unknown', range.startLine, reason);
    }
  } else if (step.script) {
    const place = placeIn(lines, step.script);
    await new ShellWalker(analysis, place).walk(step.script.value, state);
  } else {
    const walker = new ShellWalker(analysis, () => range);
    await walker.walk(quoteWords(step.command ?? []), state);
  }
  // What is mounted is gone when the command ends, but for what the command made of it.
  const files = analysis.changes.reduce(
    (current, { path, place }) => current.with(path, place),
    before.files,
  );
  return { files, installations: analysis.installations };
}

/** The program that runs the script: that of its `#!`, which BuildKit follows where a here-document is the script, or that of SHELL. */
function programOf({ script, shell, instruction }: RunStep) {
  const isDocument =
    instruction.heredocs.length === 1 &&
    script === instruction.heredocs[0].content;
  return (isDocument ? interpreterOf(script.value) : undefined) ?? shell?.[0];
}

function shellVariables({ variables, user }: RunStep): Map<string, string> {
  const known = new Map<string, string>([
    ['HOME', /^(?:root|0)?(?::|$)/.test(user) ? '/root' : UNKNOWN_TEXT],
  ]);
  for (const [name, { value, unset }] of variables) {
    known.set(name, unset.length > 0 ? UNKNOWN_TEXT : value);
  }
  return known;
}

function placeIn(lines: LineIndex, script: LogicalText): ScriptPlace {
  return (from, to) => {
    const start = script.sourceOffset(from);
    const end = script.sourceOffset(Math.max(to - 1, from)) + 1;
    return {
      start,
      end,
      startLine: lines.lineAt(start),
      endLine: lines.lineAt(end - 1),
    };
  };
}

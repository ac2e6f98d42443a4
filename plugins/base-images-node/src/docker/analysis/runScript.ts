import { baseName } from '../paths';
import { ShellCommand, ShellStatus } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { forkState, isKnown, ShellState } from '../shell/ShellState';
import type { ShellWalker } from '../shell/ShellWalker';
import type { RunAnalysis } from './RunAnalysis';
import { isShell } from './interpreter';
import { isPython, runPython } from './runPython';
import { ScriptRunner } from './ScriptRunner';

/** Follows commands that run other commands: shells, scripts, `source`, `xargs`, `make`. */
export async function runScript(
  command: ShellCommand,
  state: ShellState,
  walker: ShellWalker,
  analysis: RunAnalysis,
): Promise<ShellStatus> {
  const runner = new ScriptRunner(command, state, walker, analysis);
  const [name, ...rest] = command.words;
  const program = baseName(name);
  if (isShell(program)) {
    return runner.runShell(program, rest);
  }
  if (name === '.' || name === 'source') {
    return runner.runSource(rest[0] ?? '');
  }
  if (name === 'eval') {
    return runner.walk(rest.join(' '), state);
  }
  if (isPython(program)) {
    return runPython(command, state, analysis);
  }
  switch (program) {
    case 'virtualenv':
      analysis.createEnvironment(environmentOf(rest), state);
      return 'success';
    case 'uv':
      if (rest[0] === 'venv') {
        analysis.createEnvironment(environmentOf(rest.slice(1)), state);
      }
      return 'success';
    case 'xargs':
    case 'parallel':
    case 'find':
      return runner.runForEach(program, rest);
    case 'pipenv':
    case 'conda':
    case 'mamba':
    case 'micromamba':
    case 'pixi':
    case 'rye':
    case 'hatch':
      return runner.runManager(program, rest);
    case 'make':
    case 'just':
    case 'task':
    case 'nox':
    case 'tox':
    case 'invoke':
    case 'inv':
      return runner.runTask(rest);
    default:
      return isScriptPath(name, state)
        ? runner.runProgram(name, { ...forkState(state), parameters: rest })
        : 'success';
  }
}

/** The folder that `virtualenv` or `uv venv` creates. */
function environmentOf(words: readonly string[]): string {
  return (
    words.find(
      (word, index) =>
        !word.startsWith('-') &&
        !/^(?:-p|--python|--prompt)$/.test(words[index - 1] ?? ''),
    ) ?? '.venv'
  );
}

/** A path that names a script of the repository, or one that nobody can look into. */
function isScriptPath(word: string, state: ShellState): boolean {
  const path =
    isKnown(word) && word.includes('/') ? shellPath(state, word) : undefined;
  const entry = path === undefined ? undefined : state.disk.files.lookup(path);
  return (
    entry?.kind === 'file' ||
    entry?.kind === 'text' ||
    /\.(?:sh|bash)$/.test(word)
  );
}

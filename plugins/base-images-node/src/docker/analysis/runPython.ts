import { readModule } from '../install/readInstaller';
import { ShellCommand, ShellStatus } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { showText } from '../shell/showText';
import { ShellState } from '../shell/ShellState';
import { downloadsKnownScript, mentionsInstaller } from './knownScripts';
import type { RunAnalysis } from './RunAnalysis';

/** Whether a program is a Python interpreter by its name. */
export function isPython(program: string): boolean {
  return /^(?:python|pypy)(?:\d+(?:\.\d+)?)?$/.test(program);
}

/** Looks at what Python runs that is no installer by itself: modules, code, scripts. */
export async function runPython(
  command: ShellCommand,
  state: ShellState,
  analysis: RunAnalysis,
): Promise<ShellStatus> {
  const words = command.words.slice(1);
  const module = readModule(words);
  if (module) {
    if (/^(?:venv|virtualenv)$/.test(module.name)) {
      module.words
        .filter(word => !word.startsWith('-'))
        .forEach(word => analysis.createEnvironment(word, state));
    }
    return 'success';
  }
  const { text, what } = await readCode(command, words, state, analysis);
  const download = command.upstream.map(item => item.words.join(' ')).join();
  const isUnknown =
    /\b(?:curl|wget)\b/.test(download) && !downloadsKnownScript(download);
  if (mentionsInstaller(text) || isUnknown) {
    const { startLine } = command.range;
    analysis.doubt('unknown', startLine, `${what} may install packages`);
  }
  return 'success';
}

async function readCode(
  { input }: ShellCommand,
  words: readonly string[],
  state: ShellState,
  analysis: RunAnalysis,
): Promise<{ text: string; what: string }> {
  const code = words.indexOf('-c');
  const file = words.find(word => !word.startsWith('-'));
  if (code >= 0) {
    return { text: words[code + 1] ?? '', what: 'Python code' };
  }
  if (file === undefined) {
    return { text: input ?? '', what: 'Python code' };
  }
  const path = shellPath(state, file);
  const text =
    path === undefined ? undefined : await analysis.readText(path, state);
  return { text: text ?? '', what: showText(file) };
}

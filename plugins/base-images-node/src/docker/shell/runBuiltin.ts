import { evaluateTestWords } from './evaluateTest';
import { ShellCommand, ShellStatus } from './ShellCommand';
import { shellPath } from './shellPath';
import { isKnown, ShellState, UNKNOWN_TEXT } from './ShellState';

/** Carries out what the shell itself does; undefined where the command is none of its own. */
export function runBuiltin(
  { words }: ShellCommand,
  state: ShellState,
): ShellStatus | undefined {
  const [name, ...rest] = words;
  switch (name) {
    case 'cd':
      return changeFolder(rest, state);
    case 'pushd':
      state.folderStack.push(state.cwd);
      return changeFolder(rest, state);
    case 'popd':
      state.cwd = state.folderStack.pop();
      return 'success';
    case 'export':
    case 'declare':
    case 'local':
    case 'readonly':
    case 'typeset':
      rest.forEach(word => assign(word, state));
      return 'success';
    case 'read':
    case 'mapfile':
    case 'readarray':
      rest
        .filter(word => !word.startsWith('-'))
        .forEach(word => state.variables.set(word, UNKNOWN_TEXT));
      return 'unknown';
    case 'unset':
      rest.forEach(word => {
        const [variable, index] = word.split('[', 2);
        state.arrays.delete(variable);
        state.variables.delete(variable);
        if (index !== undefined) {
          state.variables.set(variable, UNKNOWN_TEXT);
        }
      });
      return 'success';
    case 'shift':
      state.parameters = state.parameters.slice(Number(rest[0] ?? 1) || 1);
      return 'success';
    case 'exit':
    case 'return':
      state.ended = true;
      return 'success';
    case '[':
    case 'test':
      return evaluateTestWords(name === '[' ? rest.slice(0, -1) : rest, state);
    case 'true':
    case ':':
      return 'success';
    case 'false':
      return 'failure';
    case 'set':
    case 'shopt':
    case 'umask':
    case 'trap':
    case 'ulimit':
    case 'hash':
    case 'alias':
    case 'wait':
    case 'echo':
    case 'printf':
    case 'pwd':
    case 'break':
    case 'continue':
      return 'success';
    default:
      return undefined;
  }
}

function changeFolder(words: readonly string[], state: ShellState) {
  const target = words.find(word => !/^-[LPe@]*$/.test(word) || word === '-');
  if (target === '-') {
    state.cwd = undefined;
  } else {
    const home = state.variables.get('HOME') ?? UNKNOWN_TEXT;
    state.cwd = shellPath(state, target ?? home);
  }
  return 'success' as const;
}

function assign(word: string, state: ShellState) {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(word);
  if (match && isKnown(match[1])) {
    state.variables.set(match[1], match[2]);
  }
}

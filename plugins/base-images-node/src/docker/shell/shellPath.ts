import { resolveImagePath } from '../paths';
import { ShellState, UNKNOWN_TEXT } from './ShellState';

/** The path that a word means in the working directory; undefined where either cannot be told. */
export function shellPath(state: ShellState, text: string): string | undefined {
  if (text.includes(UNKNOWN_TEXT)) {
    return undefined;
  }
  if (text.startsWith('/')) {
    return resolveImagePath('/', text);
  }
  return state.cwd === undefined
    ? undefined
    : resolveImagePath(state.cwd, text);
}

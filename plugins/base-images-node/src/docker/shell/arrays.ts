import { Assignment, Command } from 'unbash';
import { boundFields } from './boundFields';
import { ShellExpander } from './ShellExpander';
import { ShellState, UNKNOWN_TEXT } from './ShellState';

const DECLARING = new Set(['declare', 'local', 'readonly', 'typeset']);

/** The elements of an array, or the one of a plain variable; undefined where they cannot be told. */
export function elementsOf(
  { variables, arrays }: ShellState,
  name: string,
): readonly string[] | undefined {
  const first = variables.get(name);
  const rest = arrays.get(name);
  return first === undefined ? rest : [first, ...(rest ?? [])];
}

/** Carries out what a command assigns to arrays; elsewhere than in bash what they hold is not told. */
export function assignArrays(node: Command, state: ShellState) {
  const assigning = DECLARING.has(node.name?.value ?? '')
    ? node.args
    : node.prefix;
  for (const item of assigning) {
    if (item.type === 'Assignment' && item.value.type === 'ArrayValue') {
      const [first, ...rest] = readElements(item, state) ?? [UNKNOWN_TEXT];
      state.arrays.set(item.name, rest);
      if (first === undefined) {
        state.variables.delete(item.name);
      } else {
        state.variables.set(item.name, first);
      }
    }
  }
}

function readElements(
  { name, value, append, index }: Assignment,
  state: ShellState,
): string[] | undefined {
  const before = append ? elementsOf(state, name) : [];
  if (!state.isBash || value.type !== 'ArrayValue' || index || !before) {
    return undefined;
  }
  const isIndexed = value.elements.some(({ text }) => text.startsWith('['));
  return isIndexed
    ? undefined
    : boundFields([
        ...before,
        ...new ShellExpander(state).fields(value.elements),
      ]);
}

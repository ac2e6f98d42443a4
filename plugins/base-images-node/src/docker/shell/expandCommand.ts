import { Command, Redirection } from 'unbash';
import { SourceRange } from '../DockerfileModel';
import { joinWithin } from './joinWithin';
import { ShellCommand } from './ShellCommand';
import { boundFields, MAXIMUM_FIELDS } from './boundFields';
import { ShellExpander } from './ShellExpander';
import { ShellState, UNKNOWN_TEXT } from './ShellState';

/** What a command takes over from where it stands. */
export interface Surroundings {
  conditional: boolean;
  input?: string;
  upstream?: readonly ShellCommand[];
  /** Path, as written, that the output of all commands goes to. */
  output?: string;
}

/** A simple command with its words, variables and redirections expanded. */
export function expandCommand(
  node: Command,
  range: SourceRange,
  state: ShellState,
  around: Surroundings,
): ShellCommand {
  const expander = new ShellExpander(state);
  const words = node.name ? expander.fields([node.name]) : [];
  for (const argument of node.args) {
    words.push(...argumentFields(argument, expander));
    if (words.length > MAXIMUM_FIELDS) {
      break;
    }
  }
  return {
    words: boundFields(words),
    variables: assignedVariables(node, expander, state),
    range,
    conditional: around.conditional,
    input: around.input,
    upstream: around.upstream ?? [],
    output: around.output,
    appends: around.output !== undefined,
    ...redirected(node.redirects, state),
  };
}

function argumentFields(
  argument: Command['args'][number],
  expander: ShellExpander,
): string[] {
  if (argument.type === 'Word') {
    return expander.fields([argument]);
  }
  const { name, value } = argument;
  // What is assigned to arrays is carried out by itself.
  return [value.type === 'Word' ? `${name}=${expander.text(value)}` : name];
}

function assignedVariables(
  node: Command,
  expander: ShellExpander,
  state: ShellState,
): Map<string, string> {
  const variables = new Map<string, string>();
  for (const item of node.prefix) {
    if (item.type === 'Assignment' && item.value.type === 'Word') {
      const value = expander.text(item.value);
      const before = item.append ? state.variables.get(item.name) : '';
      const known = before !== undefined && !item.index;
      variables.set(
        item.name,
        known ? joinWithin([before, value]) : UNKNOWN_TEXT,
      );
    }
  }
  return variables;
}

/** What redirections hand to a command, and where they put its output. */
export function redirected(
  redirects: readonly Redirection[],
  state: ShellState,
): { input?: string; output?: string; appends?: boolean } {
  const expander = new ShellExpander(state);
  const found: { input?: string; output?: string; appends?: boolean } = {};
  for (const redirect of redirects) {
    if (redirect.type === 'HereDoc') {
      const { parts, text, pos, end } = redirect.body;
      found.input =
        parts && !redirect.delimiter?.quoted
          ? expander.text({ type: 'Word', text, value: text, pos, end, parts })
          : text;
    } else if (redirect.target) {
      const text = expander.text(redirect.target);
      if (redirect.type === 'HereString') {
        found.input = text;
      } else if (redirect.operator === '<') {
        found.input = undefined;
      } else if (
        /^(?:>|>>|>\||&>)$/.test(redirect.operator) &&
        (redirect.descriptor?.type !== 'FileDescriptor' ||
          redirect.descriptor.value === 1)
      ) {
        found.output = text;
        found.appends = redirect.operator === '>>';
      }
    }
  }
  return found;
}

import { Command, Script, Statement, Word } from 'unbash';
import { baseName } from '../paths';
import { shellPath } from './shellPath';
import { isKnown, ShellState } from './ShellState';

interface SimpleCommand {
  name: Word | undefined;
  args: Word[];
}

/** The commands of a script that is one command, or several of which each runs after the one before it; else undefined. */
export function simpleCommands(
  script: Pick<Script, 'commands'> | undefined,
): SimpleCommand[] | undefined {
  const nodes = script?.commands.flatMap<Statement['command']>(({ command }) =>
    command.type === 'AndOr' && command.operators.every(text => text === '&&')
      ? command.commands
      : [command],
  );
  const commands = nodes?.filter(node => node.type === 'Command') ?? [];
  return nodes && commands.length === nodes.length
    ? commands.flatMap(command => toSimple(command) ?? [])
    : undefined;
}

function toSimple({ name, args }: Command): SimpleCommand | undefined {
  const words = args.filter(argument => argument.type === 'Word');
  return words.length === args.length ? { name, args: words } : undefined;
}

/**
 * What commands print that scripts ask for their own folder: `dirname`, `basename`, `pwd`, also after `cd`. Undefined for all
 * others.
 */
export function printedPath(
  commands: readonly string[][],
  state: ShellState,
): string | undefined {
  let { cwd } = state;
  for (const [index, [program, ...rest]] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const operands = rest.filter(word => !/^-[a-zA-Z-]*$/.test(word));
    const [operand] = operands;
    if (!rest.every(isKnown) || operands.length > 1) {
      return undefined;
    }
    if (program === 'cd' && operand !== undefined && !isLast) {
      cwd = shellPath({ ...state, cwd }, operand);
    } else if (program === 'pwd' && isLast) {
      return cwd;
    } else if (!isLast || operand === undefined) {
      return undefined;
    } else {
      return printedOf(program, operand, { ...state, cwd });
    }
  }
  return undefined;
}

function printedOf(
  program: string,
  path: string,
  state: ShellState,
): string | undefined {
  switch (program) {
    case 'dirname':
      return /^\/+[^/]*\/*$/.test(path)
        ? '/'
        : (/^(.+?)\/+[^/]*\/*$/.exec(path)?.[1] ?? '.');
    case 'basename':
      return baseName(path.replace(/\/+$/, ''));
    case 'realpath':
    case 'readlink':
      return shellPath(state, path);
    default:
      return undefined;
  }
}

import { baseName } from '../paths';
import { joinWithin, MAXIMUM_LENGTH } from '../shell/joinWithin';
import { ShellCommand } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { ShellState, UNKNOWN_TEXT } from '../shell/ShellState';

/** What installers and shells read; the names of other files are all that counts. */
const READ_BY_COMMANDS = /\.(?:txt|in|pip|conf|sh|bash)$|(?:^|\/)[^./]+$/;

export type TextReader = (path: string) => Promise<string | undefined>;

/**
 * The file that a command writes, with its text: `echo x >> file`, `printf '%s\n' x > file`, `cat a b > file`. Undefined where it writes
 * none, or its text cannot be told.
 */
export async function writtenText(
  command: ShellCommand,
  state: ShellState,
  readText: TextReader,
): Promise<{ path: string; text: string } | undefined> {
  const { output, appends } = command;
  const path = output === undefined ? undefined : shellPath(state, output);
  if (
    path === undefined ||
    command.conditional ||
    !READ_BY_COMMANDS.test(path)
  ) {
    return undefined;
  }
  const read: TextReader = async file => {
    const text = await readText(file);
    return state.budget.takeFor(text ?? '') ? text : undefined;
  };
  const text = await printedText(command, state, read);
  const exists = state.disk.files.lookup(path) !== undefined;
  const before = appends && exists ? await read(path) : '';
  return text === undefined || before === undefined
    ? undefined
    : { path, text: joinWithin([before, text]) };
}

async function printedText(
  { words }: ShellCommand,
  state: ShellState,
  readText: TextReader,
): Promise<string | undefined> {
  const [name, ...rest] = words;
  switch (baseName(name)) {
    case 'echo': {
      const first = rest.findIndex(word => !/^-[neE]+$/.test(word));
      const shown = first < 0 ? [] : rest.slice(first);
      return `${withBreaks(joinWithin(shown, ' '))}\n`;
    }
    case 'printf':
      return format(rest[0] ?? '', rest.slice(1));
    case 'cat':
      return rest.length > 0 ? join(rest, state, readText) : undefined;
    default:
      return undefined;
  }
}

function format(text: string, values: readonly string[]): string {
  return /%[^sb]/.test(text)
    ? UNKNOWN_TEXT
    : joinWithin(formatted(withBreaks(text).split(/%[sb]/), values));
}

/** The format is used again until no argument is left. */
function* formatted(
  [first, ...others]: readonly string[],
  values: readonly string[],
): Iterable<string> {
  let next = 0;
  do {
    yield first;
    for (const other of others) {
      yield values[next] ?? '';
      yield other;
      next += 1;
    }
  } while (others.length > 0 && next < values.length);
}

function withBreaks(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}

async function join(
  words: readonly string[],
  state: ShellState,
  readText: TextReader,
): Promise<string | undefined> {
  const texts: string[] = [];
  for (const word of words) {
    const path = shellPath(state, word);
    const text = path === undefined ? undefined : await readText(path);
    if (text === undefined || text.length > MAXIMUM_LENGTH) {
      return undefined;
    }
    texts.push(text);
  }
  return joinWithin(texts);
}

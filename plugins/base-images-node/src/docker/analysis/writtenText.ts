import { baseName } from '../paths';
import { ShellCommand } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { ShellState, UNKNOWN_TEXT } from '../shell/ShellState';

const MAXIMUM_LENGTH = 262_144;
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
  const text = await printedText(command, state, readText);
  const exists = state.disk.files.lookup(path) !== undefined;
  const before = appends && exists ? await readText(path) : '';
  const isKnown = text !== undefined && before !== undefined;
  return isKnown && before.length + text.length < MAXIMUM_LENGTH
    ? { path, text: before + text }
    : undefined;
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
      return `${withBreaks(shown.join(' '))}\n`;
    }
    case 'printf':
      return format(rest[0] ?? '', rest.slice(1));
    case 'cat':
      return rest.length > 0 ? join(rest, state, readText) : undefined;
    default:
      return undefined;
  }
}

/** The format is used again until no argument is left. */
function format(text: string, values: readonly string[]): string {
  const count = text.match(/%[sb]/g)?.length ?? 0;
  if (/%[^sb]/.test(text)) {
    return UNKNOWN_TEXT;
  }
  const rounds =
    count === 0 ? 1 : Math.max(1, Math.ceil(values.length / count));
  let next = 0;
  return withBreaks(text.repeat(rounds)).replace(
    /%[sb]/g,
    () => values[next++] ?? '',
  );
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
    if (text === undefined) {
      return undefined;
    }
    texts.push(text);
  }
  return texts.join('');
}

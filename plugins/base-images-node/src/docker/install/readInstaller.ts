import { normalizeName } from '../../python/normalizeName';
import { baseName } from '../paths';
import { ShellCommand } from '../shell/ShellCommand';
import { InstallRequest } from './InstallRequest';
import { parsePipArguments } from './parsePipArguments';

const PYTHON = /^(?:python|pypy)(?:\d+(?:\.\d+)?)?$/;
const PIP = /^pip(?:\d+(?:\.\d+)?)?$/;
const PIP_OPTIONS =
  /^--(?:cache-dir|cert|client-cert|exists-action|log|proxy|python|retries|timeout|trusted-host|use-feature)$/;
const UV_OPTIONS = /^--(?:cache-dir|color|config-file|directory|project)$/;

/** The request of a command that runs pip or uv's pip; undefined where it runs another program. */
export function readInstaller(
  command: ShellCommand,
): InstallRequest | undefined {
  const [name, ...rest] = command.words;
  const program = baseName(name);
  if (PYTHON.test(program)) {
    const module = readModule(rest);
    if (module && (PIP.test(module.name) || module.name === 'uv')) {
      const inner = readProgram(module.name, module.words);
      return inner && { ...inner, python: inner.python ?? name };
    }
    const setup = rest.findIndex(word => baseName(word) === 'setup.py');
    return setup >= 0 && /^(?:install|develop)$/.test(rest[setup + 1] ?? '')
      ? readSetup(rest[setup])
      : undefined;
  }
  return readProgram(program, rest);
}

/** What `pip uninstall` and `uv pip uninstall` are told to take out again; undefined for any other command. */
export function readUninstaller(
  command: ShellCommand,
): (Pick<InstallRequest, 'tool' | 'python'> & { names: string[] }) | undefined {
  const [name, ...rest] = command.words;
  const module = PYTHON.test(baseName(name)) ? readModule(rest) : undefined;
  const program = module?.name ?? baseName(name);
  const outer = splitCommand(module?.words ?? rest, PIP_OPTIONS);
  const inner = program === 'uv' ? splitCommand(outer.rest, UV_OPTIONS) : outer;
  const isInstaller =
    PIP.test(program) || (program === 'uv' && outer.command === 'pip');
  if (!isInstaller || inner.command !== 'uninstall') {
    return undefined;
  }
  const { items, python, tool } = parsePipArguments(
    inner.rest,
    program === 'uv' ? 'uv' : 'pip',
  );
  return {
    tool,
    python: python ?? (module ? name : undefined),
    names: items.map(({ text }) =>
      normalizeName(text.split(/[[=<>!~;@\s]/, 1)[0]),
    ),
  };
}

/** `-m module` with what follows it, whatever options of the interpreter stand before it. */
export function readModule(
  words: readonly string[],
): { name: string; words: string[] } | undefined {
  let position = 0;
  while (position < words.length && words[position].startsWith('-')) {
    const word = words[position++];
    const module = /^-[A-Za-z]*m(.*)$/.exec(word);
    if (module) {
      const name = module[1] || words[position++];
      return name ? { name, words: words.slice(position) } : undefined;
    }
    position += /^-[WX]$/.test(word) ? 1 : 0;
  }
  return undefined;
}

function readProgram(
  program: string,
  words: readonly string[],
): InstallRequest | undefined {
  if (PIP.test(program)) {
    const { command, rest } = splitCommand(words, PIP_OPTIONS);
    return command === 'install' || command === 'wheel'
      ? parsePipArguments(rest, 'pip', command)
      : undefined;
  }
  if (program === 'uv') {
    const outer = splitCommand(words, UV_OPTIONS);
    const inner = splitCommand(outer.rest, UV_OPTIONS);
    return outer.command === 'pip' && /^(?:install|sync)$/.test(inner.command)
      ? parsePipArguments(inner.rest, 'uv', inner.command)
      : undefined;
  }
  return program === 'pip-sync'
    ? parsePipArguments(words, 'pip', 'sync')
    : undefined;
}

/** The first word that is no option, and what follows it, options before it included. */
export function splitCommand(
  words: readonly string[],
  withValue: RegExp,
): { command: string; rest: string[] } {
  let position = 0;
  while (position < words.length && words[position].startsWith('-')) {
    position += withValue.test(words[position]) ? 2 : 1;
  }
  return {
    command: words[position] ?? '',
    rest: words.slice(position + 1),
  };
}

function readSetup(path: string): InstallRequest {
  const folder = path.replace(/\/?setup\.py$/, '');
  return {
    kind: 'install',
    tool: 'pip',
    items: [{ text: folder === '' ? '.' : `${folder}/`, editable: false }],
    requirementFiles: [],
    groups: [],
    extras: [],
    allExtras: false,
    noDependencies: false,
    target: undefined,
    user: false,
    findLinks: [],
    python: undefined,
  };
}

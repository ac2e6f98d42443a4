import { normalizeName } from '../../python/normalizeName';
import { InstallRequest } from './InstallRequest';

/** Long options of pip and uv that take a value and say nothing about what is installed. */
const WITH_VALUE = new Set(
  (
    'abi allow-insecure-host build-constraint build-constraints cache-dir cert client-cert color config-file config-setting ' +
    'config-settings constraint constraints default-index directory exclude-newer exists-action extra extra-index-url extras ' +
    'fork-strategy global-option group implementation index index-strategy index-url keyring-provider link-mode log ' +
    'no-binary no-binary-package no-build-isolation-package no-build-package only-binary override overrides platform ' +
    'prerelease progress-bar project proxy python-platform python-version refresh-package reinstall-package report resolution ' +
    'resume-retries retries root-user-action src timeout torch-backend trusted-host upgrade-package upgrade-strategy ' +
    'uploaded-prior-to use-deprecated use-feature default-timeout'
  ).split(' '),
);
const SHORT_WITH_VALUE = { pip: 'retcfiCbw', uv: 'retcfipPbC' };

const LONG_NAMES: Record<string, string> = {
  r: 'requirement',
  e: 'editable',
  t: 'target',
  c: 'constraint',
  f: 'find-links',
  i: 'index-url',
  p: 'python',
  w: 'wheel-dir',
  requirements: 'requirement',
};

interface Option {
  name: string;
  value: string | undefined;
}

/**
 * Reads the arguments of `pip install`, `pip wheel`, `uv pip install` and `uv pip sync` (pip and uv command line references):
 * everything after the word `install`.
 */
export function parsePipArguments(
  words: readonly string[],
  tool: 'pip' | 'uv',
  command: string = 'install',
): InstallRequest {
  const { options, operands } = splitOptions(words, tool);
  const values = (name: string) =>
    options.flatMap(option =>
      option.name === name && option.value !== undefined ? [option.value] : [],
    );
  const has = (...names: string[]) =>
    options.some(option => names.includes(option.name));
  const isWheel = command === 'wheel';
  const ordered = operands.map(operand =>
    typeof operand === 'string'
      ? { text: operand, editable: false }
      : { text: operand.editable, editable: true },
  );
  return {
    kind: isWheel ? 'wheel' : 'install',
    tool,
    items: command === 'sync' ? [] : ordered,
    requirementFiles:
      command === 'sync'
        ? ordered.map(item => item.text)
        : values('requirement'),
    groups: values('group'),
    extras: values('extra').map(normalizeName),
    allExtras: has('all-extras'),
    noDependencies: has('no-deps', 'no-dependencies'),
    target: isWheel
      ? (values('wheel-dir').at(-1) ?? '.')
      : [...values('root'), ...values('prefix'), ...values('target')].at(-1),
    user: has('user'),
    findLinks: values('find-links'),
    python: values('python').at(-1),
  };
}

function splitOptions(words: readonly string[], tool: 'pip' | 'uv') {
  const options: Option[] = [];
  const operands: (string | { editable: string })[] = [];
  const add = (written: string, value: string | undefined) => {
    const name = Object.hasOwn(LONG_NAMES, written)
      ? LONG_NAMES[written]
      : written;
    if (name === 'editable' && value !== undefined) {
      operands.push({ editable: value });
    } else {
      options.push({ name, value });
    }
  };
  let position = 0;
  while (position < words.length) {
    const word = words[position++];
    if (word === '--') {
      operands.push(...words.slice(position));
      break;
    } else if (word.startsWith('--')) {
      const [name] = word.slice(2).split('=', 1);
      const attached = word.slice(2 + name.length + 1);
      const takesNext = !word.includes('=') && takesValue(name);
      add(name, takesNext ? words[position] : attached);
      position += takesNext ? 1 : 0;
    } else if (word.startsWith('-') && word.length > 1) {
      const short = readShort(word, tool);
      short.flags.forEach(flag => add(flag, undefined));
      if (short.last) {
        add(short.last, short.attached || words[position]);
        position += short.attached ? 0 : 1;
      }
    } else {
      operands.push(word);
    }
  }
  return { options, operands };
}

function takesValue(name: string): boolean {
  return (
    WITH_VALUE.has(name) ||
    [
      'requirement',
      'requirements',
      'editable',
      'target',
      'prefix',
      'root',
      'find-links',
      'python',
      'wheel-dir',
    ].includes(name)
  );
}

/** `-qr file`, `-rfile` and the like: letters up to the first one that takes a value. */
function readShort(word: string, tool: 'pip' | 'uv') {
  const letters = word.slice(1);
  const at = [...letters].findIndex(letter =>
    SHORT_WITH_VALUE[tool].includes(letter),
  );
  return at < 0
    ? { flags: [...letters], last: undefined, attached: '' }
    : {
        flags: [...letters.slice(0, at)],
        last: letters[at],
        attached: letters.slice(at + 1).replace(/^=/, ''),
      };
}

import { ShellCommand } from './ShellCommand';

/** Programs that run another one, with those of their options that take a value. */
const WRAPPERS: Record<string, { withValue: string[]; operands?: number }> = {
  sudo: { withValue: ['-u', '-g', '-h', '-p', '-C', '-D', '-R', '-T'] },
  env: { withValue: ['-u', '-C', '-S', '--unset', '--chdir'] },
  exec: { withValue: ['-a'] },
  command: { withValue: [] },
  builtin: { withValue: [] },
  nohup: { withValue: [] },
  time: { withValue: ['-f', '-o'] },
  nice: { withValue: ['-n'] },
  ionice: { withValue: ['-c', '-n'] },
  timeout: { withValue: ['-k', '-s', '--signal'], operands: 1 },
  gosu: { withValue: [], operands: 1 },
  'su-exec': { withValue: [], operands: 1 },
  stdbuf: { withValue: ['-i', '-o', '-e'] },
  arch: { withValue: [] },
  setarch: { withValue: [], operands: 1 },
  chronic: { withValue: [] },
};

/** Programs such as `uv run` that run another one in their own environment. */
const RUNNERS: Record<string, string[]> = {
  uv: ['--with', '--python', '-p', '--package', '--project', '--directory'],
  poetry: ['-C', '--directory', '-P', '--project'],
  pipenv: [],
  pdm: ['-p', '--project'],
  hatch: [],
  conda: ['-n', '--name', '-p', '--prefix'],
  mamba: ['-n', '--name', '-p', '--prefix'],
  micromamba: ['-n', '--name', '-p', '--prefix'],
};

const MAXIMUM_LAYERS = 8;

/** Takes wrappers such as `sudo`, `env A=b`, `timeout 60` and `uv run` off a command. */
export function unwrapCommand(command: ShellCommand): ShellCommand {
  let current = command;
  for (let layer = 0; layer < MAXIMUM_LAYERS; layer++) {
    const inner = unwrapOnce(current);
    if (!inner) {
      break;
    }
    current = inner;
  }
  return current;
}

function unwrapOnce(command: ShellCommand): ShellCommand | undefined {
  const { words } = command;
  const name = words[0]?.slice(words[0].lastIndexOf('/') + 1) ?? '';
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  const runner =
    Object.hasOwn(RUNNERS, name) && words[1] === 'run'
      ? RUNNERS[name]
      : undefined;
  const withValue = wrapper?.withValue ?? runner;
  if (!withValue) {
    return undefined;
  }
  const variables = new Map(command.variables);
  let position = wrapper ? 1 : 2;
  while (position < words.length) {
    const word = words[position];
    const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(word);
    if (word === '--') {
      position++;
      break;
    } else if (word.startsWith('-') && word.length > 1) {
      position += withValue.includes(word) ? 2 : 1;
    } else if (assignment && wrapper) {
      variables.set(assignment[1], assignment[2]);
      position++;
    } else {
      break;
    }
  }
  const inner = words.slice(position + (wrapper?.operands ?? 0));
  return inner.length > 0 ? { ...command, words: inner, variables } : undefined;
}

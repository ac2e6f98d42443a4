import { spawn } from 'node:child_process';

/** What a command printed, and how long it took. */
export interface CommandResult {
  stdout: string;
  stderr: string;
  /** Wall clock. */
  seconds: number;
}

/** A command that ended with another status than 0, or was ended. */
export class CommandError extends Error {
  constructor(
    command: readonly string[],
    readonly status: number | NodeJS.Signals | null,
    /** The end of all that it printed. */
    readonly output: string,
  ) {
    super(`${command.slice(0, 2).join(' ')} ended with ${status}:\n${output}`);
    this.name = 'CommandError';
  }
}

export interface CommandOptions {
  cwd?: string;
  /** Added to the environment of this process. */
  env?: Record<string, string>;
  /** Given on standard input, which is empty otherwise. */
  input?: string;
  signal?: AbortSignal;
}

/** Runs a command without a shell. Throws {@link CommandError} where it fails. */
export async function runCommand(
  command: readonly string[],
  { cwd, env, input = '', signal }: CommandOptions = {},
): Promise<CommandResult> {
  const began = performance.now();
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', chunk => {
      texts[name] += chunk;
    });
  }
  // A command that ends without reading its input closes the pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const status = await new Promise<number | NodeJS.Signals | null>(
    (resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, ended) => resolve(code ?? ended));
    },
  );
  if (status !== 0) {
    const output = `${texts.stdout}\n${texts.stderr}`.trim().slice(-4000);
    throw new CommandError(command, status, output);
  }
  return { ...texts, seconds: (performance.now() - began) / 1000 };
}

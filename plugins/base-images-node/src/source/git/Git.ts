import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Longest time that one command, or one answer of one, may take, in milliseconds. */
export const TIMEOUT_MS = 120_000;

/** Most bytes that one command may print: about 500,000 files with long paths. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** Settings by which a repository could otherwise run a program or reach the network. */
const HARDENING = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
  '-c',
  'protocol.allow=never',
];

/** Git is not installed. */
export class GitMissingError extends Error {}

/** A git command failed; the message is what it said. */
export class GitFailedError extends Error {
  constructor(
    message: string,
    readonly exitCode: number | null,
  ) {
    super(message);
  }
}

/**
 * Runs git commands that only read, in one folder. No shell is involved, and nothing that the repository configures is
 * run: no hooks, monitors, filters or remote helpers.
 */
export class Git {
  constructor(
    private readonly folder: string,
    private readonly signal?: AbortSignal,
    private readonly settings: readonly string[] = [],
  ) {}

  /** The same with further settings, each `name=value`. */
  with(settings: readonly string[]): Git {
    return new Git(this.folder, this.signal, [
      ...this.settings,
      ...settings.flatMap(setting => ['-c', setting]),
    ]);
  }

  /** The parts of the output between NUL characters. */
  async list(...args: string[]): Promise<string[]> {
    const parts = (await this.run(...args)).toString('utf8').split('\0');
    parts.pop();
    return parts;
  }

  /** Starts a command that answers as long as it is asked; who starts it ends it. */
  start(...args: string[]): ChildProcessWithoutNullStreams {
    this.signal?.throwIfAborted();
    return spawn('git', [...HARDENING, ...this.settings, ...args], {
      cwd: this.folder,
      env: gitEnvironment(process.env),
      stdio: 'pipe',
      killSignal: 'SIGKILL',
      signal: this.signal,
    });
  }

  /**
   * Runs one command and returns what it printed.
   *
   * @throws GitMissingError, GitFailedError, or the signal's reason.
   */
  async run(...args: string[]): Promise<Buffer> {
    this.signal?.throwIfAborted();
    // Not the option of spawn: its timer keeps the process alive when git is not there.
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    return new Promise((resolve, reject) => {
      const child = spawn('git', [...HARDENING, ...this.settings, ...args], {
        cwd: this.folder,
        env: gitEnvironment(process.env),
        stdio: ['ignore', 'pipe', 'pipe'],
        killSignal: 'SIGKILL',
        signal: this.signal ? AbortSignal.any([this.signal, timeout]) : timeout,
      });
      const output: Buffer[] = [];
      let bytes = 0;
      let messages = '';
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_OUTPUT_BYTES) {
          child.kill('SIGKILL');
        } else {
          output.push(chunk);
        }
      });
      child.stderr.on('data', (chunk: Buffer) => {
        if (messages.length < 10_000) {
          messages += chunk.toString();
        }
      });
      child.on('error', (error: NodeJS.ErrnoException) => {
        if (this.signal?.aborted) {
          reject(this.signal.reason);
        } else if (error.code === 'ENOENT') {
          reject(new GitMissingError('git is not installed'));
        } else if (timeout.aborted) {
          reject(new GitFailedError(`git ${args[0]} took too long`, null));
        } else {
          reject(error);
        }
      });
      child.on('close', (exitCode, killedBy) => {
        if (exitCode === 0) {
          resolve(Buffer.concat(output));
        } else {
          const reason = killedBy
            ? `git ${args[0]} was stopped after it printed too much`
            : messages.trim() || `git ${args[0]} ended with status ${exitCode}`;
          reject(new GitFailedError(reason, exitCode));
        }
      });
    });
  }
}

/** The environment without what would point git to another repository, as it is set while a git hook runs. */
function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

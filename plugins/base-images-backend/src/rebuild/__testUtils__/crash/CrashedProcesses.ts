import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WorkerOptions } from './WorkerOptions';

const WORKER = join(__dirname, 'worker.ts');
const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

interface Running {
  child: ChildProcess;
  /** Fulfilled once it works. */
  ready: Promise<void>;
}

/** Processes that carry rebuilds out. One that is killed is followed by another. */
export class CrashedProcesses {
  readonly #running: Running[];
  #kills = 0;
  #complaints = '';

  constructor(
    private readonly options: WorkerOptions,
    count: number,
  ) {
    this.#running = Array.from({ length: count }, () => this.#start());
  }

  get kills(): number {
    return this.#kills;
  }

  /** What they wrote to standard error. */
  get complaints(): string {
    return this.#complaints;
  }

  /** Waits until one of them works: on a busy machine it may take long to load. */
  ready(index: number): Promise<void> {
    return this.#running[index].ready;
  }

  /** Ends one at once, without a chance to finish anything. */
  kill(index: number): void {
    this.#running[index].child.kill('SIGKILL');
    this.#running[index] = this.#start();
    this.#kills += 1;
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#running.map(async ({ child }) => {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL');
          await once(child, 'exit');
        }
      }),
    );
  }

  #start(): Running {
    const child = fork(WORKER, [JSON.stringify(this.options)], {
      execArgv: ['--require', TRANSFORM],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', data => {
      this.#complaints += data;
    });
    const ready = new Promise<void>(resolve => {
      // The transform of the sources sends messages too. One that has ended keeps nobody waiting.
      child.on('message', message => message === 'ready' && resolve());
      child.once('exit', resolve);
    });
    return { child, ready };
  }
}

import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { WatchedAddresses } from '../../plugins/base-images-backend/src/freshness/__testUtils__/watchedRegistry';
import type { WatchedSize } from '../../plugins/base-images-backend/src/freshness/__testUtils__/watchedMonorepo';

/** Which state of the generated monorepo is meant: the base image that was edited, and how often. */
export interface WatchedState {
  size: WatchedSize;
  changed?: number;
  edit?: number;
}

/** What the process with the simulator can be asked to do; each answers with one value. */
export interface CloudOperations {
  start(state: WatchedState): WatchedAddresses;
  takeRequests(): Record<string, number>;
  pushMissing(state: WatchedState): number;
  stop(): void;
}

/** The simulator in a process of its own, so that what it takes is not counted with what watching takes. */
export class CloudProcess {
  static start(): CloudProcess {
    return new CloudProcess(
      fork(join(__dirname, 'serveCloud.ts'), { stdio: 'inherit' }),
    );
  }

  private constructor(private readonly child: ChildProcess) {}

  call<Name extends keyof CloudOperations>(
    name: Name,
    ...parameters: Parameters<CloudOperations[Name]>
  ): Promise<ReturnType<CloudOperations[Name]>> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error(`It ended during ${name}`));
      // What compiles TypeScript sends messages of its own.
      const onMessage = (message: {
        answer?: { value: ReturnType<CloudOperations[Name]> };
      }) => {
        if (message.answer) {
          this.child.off('exit', onExit);
          this.child.off('message', onMessage);
          resolve(message.answer.value);
        }
      };
      this.child.once('exit', onExit);
      this.child.on('message', onMessage);
      this.child.send({ name, parameters });
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      await this.call('stop');
      this.child.disconnect();
    }
  }
}

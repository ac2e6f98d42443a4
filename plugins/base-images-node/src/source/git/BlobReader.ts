import { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Git, GitFailedError, TIMEOUT_MS } from './Git';

interface Request {
  resolve(content: Buffer | undefined): void;
  reject(error: Error): void;
}

const LINE_FEED = 0x0a;

/**
 * Reads blobs of a repository as they are stored, through one process of `git cat-file --batch`: no filters, no conversion
 * of line ends. The process starts with the first question and ends with `close`.
 */
export class BlobReader {
  #child: ChildProcessWithoutNullStreams | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  /** In the order of the questions, which is that of the answers. */
  #requests: Request[] = [];
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes of the answer that is being read with the line break after it; undefined before its first line. */
  #expected: number | undefined;

  constructor(private readonly git: Git) {}

  /** The content of a blob, or undefined when the repository does not have it. */
  read(blobId: string): Promise<Buffer | undefined> {
    return new Promise((resolve, reject) => {
      this.#child ??= this.#start();
      this.#requests.push({ resolve, reject });
      this.#child.stdin.write(`${blobId}\n`);
      this.#watch();
    });
  }

  /** Ends the process. What has been asked and not answered is rejected. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#fail(new GitFailedError('The reader was closed', null));
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = this.git.start('cat-file', '--batch');
    let messages = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (messages.length < 10_000) {
        messages += chunk.toString();
      }
    });
    /** What a process still says after `close` concerns nobody. */
    const whileCurrent = (act: () => void) => {
      if (this.#child === child) {
        act();
      }
    };
    child.stdout.on('data', (chunk: Buffer) =>
      whileCurrent(() => this.#receive(chunk)),
    );
    // That the process is gone is told by its end.
    child.stdin.on('error', () => undefined);
    child.on('error', error => whileCurrent(() => this.#fail(error)));
    child.on('close', () =>
      whileCurrent(() => {
        const reason = messages.trim() || 'git cat-file ended';
        this.#fail(new GitFailedError(reason, null));
      }),
    );
    return child;
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#expected !== undefined && this.#length < this.#expected) {
      this.#watch();
      return;
    }
    let buffer = Buffer.concat(this.#chunks);
    for (;;) {
      if (this.#expected === undefined) {
        const end = buffer.indexOf(LINE_FEED);
        if (end < 0) {
          break;
        }
        const header = buffer.toString('utf8', 0, end);
        buffer = buffer.subarray(end + 1);
        const size = / blob (\d+)$/.exec(header);
        if (size) {
          this.#expected = Number(size[1]) + 1;
        } else {
          this.#requests.shift()?.resolve(undefined);
        }
      } else if (buffer.length < this.#expected) {
        break;
      } else {
        // A copy, so that a small file does not keep the whole chunk.
        const content = Buffer.from(buffer.subarray(0, this.#expected - 1));
        buffer = buffer.subarray(this.#expected);
        this.#expected = undefined;
        this.#requests.shift()?.resolve(content);
      }
    }
    this.#chunks = [buffer];
    this.#length = buffer.length;
    this.#watch();
  }

  /** Starts to wait anew for the next answer, where one is due. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    if (this.#requests.length > 0) {
      this.#watchdog = setTimeout(() => {
        this.#child?.kill('SIGKILL');
        this.#fail(new GitFailedError('git cat-file took too long', null));
      }, TIMEOUT_MS);
    }
  }

  #fail(error: Error): void {
    clearTimeout(this.#watchdog);
    const requests = this.#requests;
    this.#requests = [];
    this.#child = undefined;
    this.#chunks = [];
    this.#length = 0;
    this.#expected = undefined;
    requests.forEach(({ reject }) => reject(error));
  }
}

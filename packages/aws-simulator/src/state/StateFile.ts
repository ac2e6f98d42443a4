import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { SimulatorState } from './SimulatorState';

/** Keeps the state of a simulator in a file, so that it survives restarts. Blobs are kept beside it. @public */
export class StateFile {
  private readonly path: string;
  private saved: string | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Folder for the bytes that the state refers to. */
  get blobsFolder(): string {
    return `${this.path}.blobs`;
  }

  /** What was saved, or undefined when nothing was. Throws for a file that is no state. */
  load(): SimulatorState | undefined {
    if (!existsSync(this.path)) {
      return undefined;
    }
    const text = readFileSync(this.path, 'utf8');
    const state: SimulatorState = JSON.parse(text);
    if (state.version !== 1) {
      throw new Error(`${this.path} is not a state of this simulator`);
    }
    this.saved = text;
    return state;
  }

  /** Writes the state if it has changed; a crash leaves the old or the new one. */
  save(state: SimulatorState): void {
    const text = JSON.stringify(state);
    if (text !== this.saved) {
      writeFileSync(`${this.path}.new`, text);
      renameSync(`${this.path}.new`, this.path);
      this.saved = text;
    }
  }
}

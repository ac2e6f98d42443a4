import { RewriteRefusal } from './WithBase';

/** Collects why a Dockerfile is not rewritten. */
export class Refusals {
  readonly #all = new Map<string, RewriteRefusal>();

  add(line: number, reason: string, help: string) {
    this.#all.set(`${line}\n${reason}`, { line, reason, help });
  }

  /** By line. */
  list(): RewriteRefusal[] {
    return [...this.#all.values()].sort((a, b) => a.line - b.line);
  }
}

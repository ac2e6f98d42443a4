import { Attempted, isPassing } from '../rebuild/runner/attempt';
import { REQUESTS_AT_ONCE } from './requestsAtOnce';

/**
 * Notices that a registry does not answer at all. With thousands of repositories and a time-out for each, asking all of them would
 * take longer than a round may take, and nobody would ever learn that nothing is known.
 */
export class Outage {
  #inARow = 0;
  #message: string | undefined;

  /** @param place - what does not answer, for the message. */
  constructor(private readonly place: string) {}

  /** Asks, unless nothing has answered for so many times that nothing will. */
  async attempt<T>(
    request: () => Promise<Attempted<T>>,
  ): Promise<Attempted<T>> {
    if (this.#inARow >= REQUESTS_AT_ONCE) {
      const message = `${this.place} does not answer: ${this.#message}`;
      return { ok: false, kind: 'no-answer', message };
    }
    const answer = await request();
    if (answer.ok) {
      this.#inARow = 0;
    } else if (isPassing(answer.kind)) {
      this.#inARow += 1;
      this.#message = answer.message;
    }
    return answer;
  }
}

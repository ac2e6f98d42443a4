import { Clock } from './Clock';

/** A clock that stands still until a test moves it. Starts at the real time, so that credentials are not expired. @public */
export class ManualClock implements Clock {
  private time: number;

  constructor(start: number = Date.now()) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  /** Moves the time forward. */
  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

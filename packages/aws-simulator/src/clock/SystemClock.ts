import { Clock } from './Clock';

/** The time of this machine. @public */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }
}

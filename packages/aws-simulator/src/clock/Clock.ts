/** Tells the time of the simulation. @public */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

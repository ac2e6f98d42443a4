/** How long things may take, in milliseconds by the clock of the database. */
export interface RunnerTimings {
  /** Between two looks at what goes on. */
  pollMs: number;
  /** A process that does not renew its claim within this time loses it. */
  claimMs: number;
  /** So long the same token gives the same build. CodeBuild keeps tokens for five minutes. */
  resendMs: number;
  /** So long one request that starts a build may take. With `resendMs` and `heldUpMs` less than the time that tokens live. */
  sendMs: number;
  /** Between the check that a build may be sent and sending it. A process that is held up for longer checks again. */
  heldUpMs: number;
  /** So long any other request to a service may take, whatever time-outs the service has. */
  requestMs: number;
  /** A build of which nothing is known after this time, and after two complete listings, never began. */
  adoptMs: number;
  /** A build that its service does not know any more for this long is lost. */
  lostMs: number;
  /** A build that goes on for this much longer than its time-outs allow is stopped. */
  overdueMs: number;
  /** A rebuild that no process has claimed for this long may be ended by one that does not know its environment. */
  forsakenMs: number;
  /** First and longest wait before something that did not work is tried again. */
  backoffMs: number;
  maxBackoffMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const RUNNER_TIMINGS: RunnerTimings = {
  pollMs: 5 * SECOND,
  claimMs: 30 * SECOND,
  resendMs: 4 * MINUTE,
  sendMs: 40 * SECOND,
  heldUpMs: 10 * SECOND,
  requestMs: 10 * MINUTE,
  adoptMs: 10 * MINUTE,
  lostMs: 10 * MINUTE,
  overdueMs: 10 * MINUTE,
  forsakenMs: 10 * MINUTE,
  backoffMs: 5 * SECOND,
  maxBackoffMs: 5 * MINUTE,
};

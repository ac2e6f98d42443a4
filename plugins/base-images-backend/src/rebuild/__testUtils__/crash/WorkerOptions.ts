import { AwsSimulator } from '@base-images/aws-simulator';
import { Knex } from 'knex';
import { RUNNER_TIMINGS, RunnerTimings } from '../../runner/RunnerTimings';

/** What a process needs to carry rebuilds out, as JSON. */
export interface WorkerOptions {
  connection: Knex.StaticConnectionConfig | string;
  endpoint: string;
  credentials: ReturnType<AwsSimulator['credentials']>;
}

/** As many builds at once as keep two processes busy. */
export const CRASH_CONCURRENCY = 16;

/** Everything faster, in proportion. */
export const CRASH_TIMINGS: RunnerTimings = {
  ...RUNNER_TIMINGS,
  pollMs: 40,
  claimMs: 500,
  resendMs: 3_000,
  sendMs: 600,
  adoptMs: 5_000,
  lostMs: 5_000,
  backoffMs: 50,
  maxBackoffMs: 400,
};

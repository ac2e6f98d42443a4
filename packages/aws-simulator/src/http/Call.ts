import { Cloud } from '../Cloud';
import { RegionState } from '../state';

/** Who calls, and what it works on. */
export interface CallContext {
  cloud: Cloud;
  account: string;
  /** ARN of the caller. */
  principal: string;
  /** The resources of the caller's account in the region of its signature. */
  region: RegionState;
  now: number;
}

/** One operation of a service: plain data in, plain data out, {@link AwsError} for what AWS refuses. */
export type Operation = (input: never, context: CallContext) => unknown;

import { RawRequest, RawResponse } from '../http/RawMessage';

/** A request to the simulator, and what came of it. @public */
export interface RequestRecord {
  /** Counts from 1. */
  number: number;
  /** Milliseconds since 1970, by the clock of the simulation. */
  at: number;
  service: string;
  operation: string;
  account: string;
  region: string;
  accessKeyId: string;
  /** What the service was asked; bytes of objects are left out. */
  input: Record<string, unknown>;
  /** Id that the SDK gives a call; its retries have the same. */
  invocationId?: string;
  /** Which attempt of that call, from 1. */
  attempt?: number;
  /** What the service answered, also when the answer was lost on its way. */
  output?: unknown;
  /** Code and message of the error that the service answered. */
  error?: { code: string; message: string };
  /** Whether the service did what was asked. */
  accepted: boolean;
  /** Id of the fault that struck. */
  fault?: string;
  /** Both ways, as bytes. No response when the connection was cut. */
  wire: { request: RawRequest; response?: RawResponse };
}

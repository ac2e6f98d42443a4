import { AwsError } from '../wire/AwsError';
import { Operation } from './Call';
import { RawResponse } from './RawMessage';

/** A request whose protocol is understood. */
export interface Decoded {
  /** As signatures name it: `codebuild`, `ecr`, `logs`, `lambda`, `s3`, `sts`. */
  service: string;
  operation: string;
  input: Record<string, unknown>;
  /** Undefined for an operation that the simulator lacks. */
  run: Operation | undefined;
  encode(output: unknown): RawResponse;
  encodeError(error: AwsError): RawResponse;
}

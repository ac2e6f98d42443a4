import { codeBuildOperations } from '../codebuild/operations';
import { ecrOperations } from '../ecr/operations';
import { logsOperations } from '../logs/operations';
import { AwsError } from '../wire/AwsError';
import { Operation } from './Call';
import { Decoded } from './Decoded';
import { RawRequest, RawResponse } from './RawMessage';

const TARGETS: Record<
  string,
  { service: string; operations: Record<string, Operation> }
> = {
  CodeBuild_20161006: { service: 'codebuild', operations: codeBuildOperations },
  AmazonEC2ContainerRegistry_V20150921: {
    service: 'ecr',
    operations: ecrOperations,
  },
  Logs_20140328: { service: 'logs', operations: logsOperations },
};

/** The AWS JSON 1.1 protocol: the target header names service and operation, the body is the input. */
export function decodeJson(request: RawRequest): Decoded | undefined {
  const [prefix, operation] = (request.headers['x-amz-target'] ?? '').split(
    '.',
  );
  const target = TARGETS[prefix];
  if (!target || !operation) {
    return undefined;
  }
  return {
    service: target.service,
    operation,
    input: parseBody(request.body),
    run: target.operations[operation],
    encode: output => answer(200, output),
    encodeError: ({ status, code, message, members }) =>
      answer(status, { __type: code, message, ...members }),
  };
}

function parseBody(body: Buffer): Record<string, unknown> {
  try {
    const input = JSON.parse(body.toString() || '{}');
    if (input && typeof input === 'object' && !Array.isArray(input)) {
      return input;
    }
  } catch {
    // Said below.
  }
  throw new AwsError('SerializationException', 'The body is not a JSON object');
}

function answer(status: number, body: unknown): RawResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  };
}

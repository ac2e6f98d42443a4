import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cloud, regionOf, settle } from '../Cloud';
import { RequestEffect } from '../faults';
import { RequestLog, RequestRecord } from '../requests';
import { AwsError } from '../wire/AwsError';
import { decode } from './decode';
import { Decoded } from './Decoded';
import { Caller, identify } from './identify';
import { RawRequest, RawResponse } from './RawMessage';

/** The answer to a request, or undefined when the connection is to be cut. */
export async function answer(
  request: RawRequest,
  cloud: Cloud,
  requests: RequestLog,
): Promise<RawResponse | undefined> {
  const response = await answerCall(request, cloud, requests);
  return (
    response && {
      ...response,
      headers: { 'x-amzn-requestid': randomUUID(), ...response.headers },
    }
  );
}

async function answerCall(
  request: RawRequest,
  cloud: Cloud,
  requests: RequestLog,
): Promise<RawResponse | undefined> {
  let decoded: Decoded | undefined;
  try {
    decoded = decode(request);
  } catch (error) {
    return plainError(error);
  }
  if (!decoded) {
    return plainError(
      new AwsError('UnknownOperationException', 'No such service or operation'),
    );
  }
  settle(cloud);
  const now = cloud.clock.now();
  let caller: Caller;
  try {
    caller = identify(request, cloud.state, now);
  } catch (error) {
    return decoded.encodeError(asAwsError(error));
  }
  const { Body: _bytes, ...input } = decoded.input;
  const place = { account: caller.account, region: caller.region };
  const call = {
    service: decoded.service,
    operation: decoded.operation,
    input,
    ...place,
  };
  const fault = cloud.faults.forRequest(call);
  const record = requests.add({
    ...call,
    at: now,
    accessKeyId: caller.accessKeyId,
    invocationId: request.headers['amz-sdk-invocation-id'],
    attempt: attemptOf(request),
    accepted: false,
    ...(fault && { fault: fault.id }),
    wire: { request },
  });
  const perform = () => run(decoded, caller, cloud, now, record);
  const response = fault
    ? await strike(fault.effect, decoded, perform, record)
    : perform();
  record.wire.response = response;
  return response;
}

function run(
  decoded: Decoded,
  caller: Caller,
  cloud: Cloud,
  now: number,
  record: RequestRecord,
): RawResponse {
  try {
    if (!decoded.run) {
      throw new AwsError(
        'UnknownOperationException',
        `The simulator lacks ${decoded.service}:${decoded.operation}`,
      );
    }
    const output = decoded.run(decoded.input as never, {
      cloud,
      account: caller.account,
      principal: caller.principal,
      region: regionOf(cloud.state, caller.account, caller.region),
      now,
    });
    record.output = output;
    record.accepted = true;
    return decoded.encode(output);
  } catch (error) {
    const known = asAwsError(error);
    record.error = { code: known.code, message: known.message };
    return decoded.encodeError(known);
  }
}

async function strike(
  effect: RequestEffect,
  decoded: Decoded,
  perform: () => RawResponse,
  record: RequestRecord,
): Promise<RawResponse | undefined> {
  switch (effect.kind) {
    case 'delay': {
      // Accepted at once: what comes late is the answer.
      const response = perform();
      await sleep(effect.milliseconds);
      return response;
    }
    case 'output': {
      const response = perform();
      if (record.error) {
        return response;
      }
      const output = Object.entries({
        ...(record.output as object),
        ...effect.members,
      }).filter(([, value]) => value !== null);
      record.output = Object.fromEntries(output);
      return decoded.encode(record.output);
    }
    default:
  }
  if (effect.accepted) {
    perform();
  }
  switch (effect.kind) {
    case 'error': {
      const { code, message = code, status } = effect;
      record.error = { code, message };
      return decoded.encodeError(new AwsError(code, message, { status }));
    }
    case 'response':
      return {
        status: effect.status,
        headers: { 'content-type': effect.contentType ?? 'text/html' },
        body: effect.body ?? '<html><h1>Bad Gateway</h1></html>',
      };
    default:
      return undefined;
  }
}

function attemptOf(request: RawRequest): number | undefined {
  const match = /attempt=(\d+)/.exec(request.headers['amz-sdk-request'] ?? '');
  return match ? Number(match[1]) : undefined;
}

function asAwsError(error: unknown): AwsError {
  return error instanceof AwsError
    ? error
    : new AwsError('InternalFailure', String(error), { status: 500 });
}

function plainError(error: unknown): RawResponse {
  const { status, code, message } = asAwsError(error);
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ __type: code, message }),
  };
}

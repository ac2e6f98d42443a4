import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cloud, regionOf, settle } from '../Cloud';
import { RequestEffect } from '../faults';
import { RequestLog, RequestRecord } from '../requests';
import { AwsError } from '../wire/AwsError';
import { decode } from './decode';
import { Decoded } from './Decoded';
import { checkSigningTime } from './checkSigningTime';
import { Caller, claimed, identify } from './identify';
import { RawRequest, RawResponse } from './RawMessage';
import { respondInstead } from './respondInstead';

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
    const { accessKeyId = '', account, region = '' } = claimed(request);
    const session = cloud.state.sessions[accessKeyId];
    const record = requests.add({
      ...describe(request, decoded, now),
      accessKeyId,
      account: account ?? session?.account ?? '',
      region,
    });
    record.wire.response = refuse(asAwsError(error), decoded, record);
    return record.wire.response;
  }
  const { accessKeyId, account, region } = caller;
  const description = describe(request, decoded, now);
  const fault = cloud.faults.forRequest({ ...description, account, region });
  const record = requests.add({
    ...description,
    accessKeyId,
    account,
    region,
    ...(fault && { fault: fault.id }),
  });
  const perform = () => run(decoded, caller, cloud, now, record);
  const response = fault
    ? await strike(fault.effect, decoded, perform, record)
    : perform();
  record.wire.response = response;
  return response;
}

/** What is remembered of a request, whoever sent it. */
function describe(request: RawRequest, decoded: Decoded, now: number) {
  const { Body: _bytes, ...input } = decoded.input;
  return {
    service: decoded.service,
    operation: decoded.operation,
    input,
    at: now,
    invocationId: request.headers['amz-sdk-invocation-id'],
    attempt: attemptOf(request),
    accepted: false,
    wire: { request },
  };
}

function refuse(
  error: AwsError,
  decoded: Decoded,
  record: RequestRecord,
): RawResponse {
  record.error = { code: error.code, message: error.message };
  return decoded.encodeError(error);
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
    return refuse(asAwsError(error), decoded, record);
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
    case 'clockSkew': {
      const time = Date.now() + effect.milliseconds;
      const late = checkSigningTime(record.wire.request, decoded.service, time);
      const response = late ? refuse(late, decoded, record) : perform();
      const date = new Date(time).toUTCString();
      return { ...response, headers: { ...response.headers, date } };
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
      return refuse(new AwsError(code, message, { status }), decoded, record);
    }
    case 'response':
      return respondInstead(effect);
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

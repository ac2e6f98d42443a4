import type {
  GetLogEventsRequest,
  GetLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { CallContext } from '../http/Call';
import { LogEventState } from '../state';
import { AwsError } from '../wire/AwsError';
import { Wire } from '../wire/Wire';
import { LogToken, readLogToken, writeLogToken } from './logToken';

const PAGE_EVENTS = 10_000;
const PAGE_BYTES = 1024 * 1024;
/** What AWS counts for an event beside its message. */
const EVENT_BYTES = 26;

/**
 * GetLogEvents. At the end of a stream it gives back the token that it was given; a page may be empty before that. Tokens are
 * good for 24 hours.
 */
export function getLogEvents(
  input: Wire<GetLogEventsRequest>,
  { region, now }: CallContext,
): Wire<GetLogEventsResponse> {
  const group =
    input.logGroupName ??
    input.logGroupIdentifier?.replace(/^arn:aws:logs:[^:]*:\d*:log-group:/, '');
  const groupState = region.logGroups[group ?? ''];
  if (!groupState) {
    throw new AwsError(
      'ResourceNotFoundException',
      'The specified log group does not exist.',
    );
  }
  const stream = groupState[input.logStreamName ?? ''];
  if (!stream || stream.createdAt > now) {
    throw new AwsError(
      'ResourceNotFoundException',
      'The specified log stream does not exist.',
    );
  }
  const limit = input.limit ?? PAGE_EVENTS;
  if (!(limit >= 1 && limit <= PAGE_EVENTS)) {
    throw new AwsError(
      'InvalidParameterException',
      `Value '${limit}' at 'limit' failed to satisfy constraint: Member must be between 1 and ${PAGE_EVENTS}`,
    );
  }
  const events = stream.events.filter(
    ({ timestamp }) =>
      timestamp <= now &&
      timestamp >= (input.startTime ?? -Infinity) &&
      timestamp < (input.endTime ?? Infinity),
  );
  const token = readLogToken(input.nextToken, now);
  if (token && token.emptyPages < (stream.emptyPages ?? 0)) {
    return emptyPage(token, now);
  }
  const forward = token
    ? token.direction === 'f'
    : (input.startFromHead ?? false);
  const from = token?.position ?? (forward ? 0 : events.length);
  const [start, end] = forward
    ? [from, from + fitting(events.slice(from), limit)]
    : [from - fitting(events.slice(0, from).reverse(), limit), from];
  const page = events.slice(start, end);
  const atEnd = token !== undefined && page.length === 0;
  return {
    events: page.map(({ timestamp, message }) => ({
      timestamp,
      message,
      ingestionTime: timestamp,
    })),
    nextForwardToken:
      atEnd && forward ? input.nextToken : writeLogToken('f', end, now),
    nextBackwardToken:
      atEnd && !forward ? input.nextToken : writeLogToken('b', start, now),
  };
}

/** A page without events that is not the end: its token differs from the one that was sent. */
function emptyPage(token: LogToken, now: number): Wire<GetLogEventsResponse> {
  const { position, emptyPages } = token;
  return {
    events: [],
    nextForwardToken: writeLogToken('f', position, now, emptyPages + 1),
    nextBackwardToken: writeLogToken('b', position, now, emptyPages + 1),
  };
}

/** How many of the events fit on one page. */
function fitting(events: LogEventState[], limit: number): number {
  let bytes = 0;
  let count = 0;
  for (const { message } of events) {
    bytes += Buffer.byteLength(message) + EVENT_BYTES;
    if (count === limit || (bytes > PAGE_BYTES && count > 0)) {
      break;
    }
    count += 1;
  }
  return count;
}

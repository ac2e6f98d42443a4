import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetBuildsCommand, Build } from '@aws-sdk/client-codebuild';
import {
  BuildLog,
  ServiceError,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import {
  LogPlace,
  readLogCursor,
  withoutToken,
  writeLogCursor,
} from './logCursor';
import { countFinished, toLogLines } from './logLines';

/** Pages that are read in a row before the answer goes out without a line. */
const MAX_PAGES = 5;
/** The same for the rest of a text that has begun, which may be a secret. */
const MAX_UNFINISHED_PAGES = 50;
/** The last lines come a little after the build has ended. */
const LINES_COME_WITHIN_MS = 10_000;
/** After that, a log that is not there will not be. */
const LOG_COMES_WITHIN_MS = 5 * 60_000;

interface Stream {
  logGroupName: string;
  logStreamName: string;
}

/** Logs of builds in Amazon CloudWatch. */
export class BuildLogs {
  static create(options: { clients: AwsClients }): BuildLogs {
    return new BuildLogs(options.clients);
  }

  private constructor(private readonly clients: AwsClients) {}

  async read(
    request: ServiceRequest & { buildId: string; cursor?: string },
  ): Promise<BuildLog> {
    const { environment, buildId, cursor, signal } = request;
    const { codeBuild } = await this.clients.of(environment);
    const build = await callAws('Log', signal, async () => {
      const { builds: [found] = [] } = await codeBuild.send(
        new BatchGetBuildsCommand({ ids: [buildId] }),
        { abortSignal: signal },
      );
      if (!found) {
        throw new ServiceError(
          'not-found',
          'CodeBuild does not know this build any more.',
        );
      }
      return found;
    });
    const { groupName, streamName } = build.logs ?? {};
    const nothing = (complete: boolean): BuildLog => ({
      lines: [],
      cursor: cursor ?? '',
      complete,
    });
    if (!groupName || !streamName) {
      return nothing(build.buildComplete === true);
    }
    const stream = { logGroupName: groupName, logStreamName: streamName };
    const place = readLogCursor(cursor);
    const readFrom = (start: LogPlace) =>
      callAws('Log', signal, () =>
        this.#readFrom(start, stream, build, request),
      );
    try {
      return await readFrom(place);
    } catch (error) {
      const kind = error instanceof ServiceError ? error.kind : undefined;
      if (kind === 'not-found') {
        // The stream comes into being a little after the build.
        return nothing(hasEndedFor(LOG_COMES_WITHIN_MS, build));
      }
      if (kind === 'invalid' && place.token !== undefined) {
        // Tokens end after a day.
        return readFrom(withoutToken(place));
      }
      throw error;
    }
  }

  /** An empty page is not the end: that is when the token stays the same, and the build has ended. */
  async #readFrom(
    start: LogPlace,
    stream: Stream,
    build: Build,
    { environment, signal }: ServiceRequest,
  ): Promise<BuildLog> {
    const { logs } = await this.clients.of(environment);
    const messages: string[] = [];
    const places: LogPlace[] = [];
    let { token, skip, given } = start;
    for (let page = 1; ; page++) {
      const { events = [], nextForwardToken } = await logs.send(
        new GetLogEventsCommand({
          ...stream,
          startFromHead: true,
          nextToken: token,
        }),
        { abortSignal: signal },
      );
      const next = nextForwardToken ?? token;
      const isEnd = next === token;
      for (const [index, { message = '' }] of events.entries()) {
        if (index >= skip) {
          messages.push(message);
          places.push({ token, skip: index, given });
          given += 1;
        }
      }
      // What is skipped may reach over several pages.
      skip = isEnd ? 0 : Math.max(0, skip - events.length);
      const isOver = isEnd && hasEndedFor(LINES_COME_WITHIN_MS, build);
      const ready = countFinished(messages);
      const limit = ready < messages.length ? MAX_UNFINISHED_PAGES : MAX_PAGES;
      const isLast = isOver || (page >= limit && !isEnd);
      const finished = isLast ? messages.length : ready;
      if (ready > 0 || isEnd || isLast) {
        return {
          lines: toLines(messages.slice(0, finished)),
          cursor: writeLogCursor(
            places[finished] ?? { token: next, skip, given },
          ),
          complete: isOver && messages.length === 0,
        };
      }
      token = next;
    }
  }
}

function toLines(messages: readonly string[]): string[] {
  return messages.length > 0 ? toLogLines(messages) : [];
}

/** Whether a build ended so long ago. An end in the future is one of another clock, and counts as long ago. */
function hasEndedFor(
  milliseconds: number,
  { buildComplete, endTime }: Build,
): boolean {
  const since = Date.now() - (endTime?.getTime() ?? 0);
  return buildComplete === true && (since < 0 || since >= milliseconds);
}

import assert from 'node:assert/strict';
import { RequestEffect } from '@base-images/aws-simulator';
import { FaultRow } from './FaultCase';
import {
  buildId,
  filling,
  logging,
  onBuild,
  readLines,
  streamOf,
} from './logCases';

const ONE_BUILD = { starts: 1, builds: 1, committed: ['a'] };
const DAY_MS = 24 * 3_600_000;
const LOG = 'logs:GetLogEvents';
const throttled: RequestEffect = { kind: 'error', code: 'ThrottlingException' };

const KEY = Array.from({ length: 20 }, (_, line) =>
  `${line}\n`.padStart(65, 'MIIEpAIBAAKCAQEA'),
);

function checkHidden(lines: string[]): void {
  const text = lines.join('\n');
  assert.match(text, /\nbefore\n/);
  assert.match(text, /\nafter\n?$/m);
  assert.match(text, /\[redacted\]/);
  assert.doesNotMatch(text, /MIIEp|ODNN7|hunter2/);
}

/** What goes wrong while logs are read. */
export const LOG_FAULTS: FaultRow[] = [
  {
    fault: 'a log that is not there yet, empty pages, a token that ended',
    cases: [
      {
        how: 'a build that has no log before it begins, and a stream that comes late',
        faults: [
          { on: 'codebuild:StartBuild', effect: { kind: 'reset' } },
          onBuild({ kind: 'lateLog', milliseconds: 30_000 }),
        ],
        act: async (world, id) => {
          await world.tick();
          const build = await buildId(world, id);
          const nothing = { lines: [], nextCursor: '', complete: false };
          // Without an id, in the queue, and while the stream is awaited.
          for (const milliseconds of [20_000, 10_000, 10_000]) {
            assert.deepEqual(await world.portal.log(build), nothing);
            world.wait(milliseconds);
            await world.tick();
          }
          assert.deepEqual(await world.portal.log(build), nothing);
          assert.equal(world.requests(LOG).at(-1)?.accepted, false);
          await world.finish();
          assert.match((await readLines(world, build)).at(-1)!, /FINALIZING/);
        },
        seen: { ...ONE_BUILD, starts: 2 },
      },
      {
        how: 'more empty pages than anybody reads at once',
        faults: [onBuild({ kind: 'emptyLogPages', pages: 12 })],
        act: async (world, id) => {
          await world.finish();
          const lines = await readLines(world, await buildId(world, id));
          assert.match(lines.at(-1)!, /FINALIZING/);
          assert.equal(new Set(lines).size, lines.length);
        },
        seen: ONE_BUILD,
      },
      {
        how: 'a token that has ended, pages after the beginning',
        act: async (world, id) => {
          await world.finish();
          const build = await buildId(world, id);
          const { events } = streamOf(world);
          const { timestamp } = events.at(-1)!;
          for (let line = 0; line < 40; line++) {
            const message = `${line}:`.padEnd(100_000, 'x').concat('\n');
            events.push({ timestamp, message });
          }
          const lines: string[] = [];
          let cursor: string | undefined;
          while (lines.length < 50) {
            const log = await world.portal.log(build, cursor);
            lines.push(...log.lines);
            cursor = log.nextCursor;
          }
          assert.ok(world.requests(LOG).length > 1);
          world.wait(DAY_MS + 60_000);
          const rest = await readLines(world, build, cursor);
          assert.equal(
            world.requests(LOG).filter(({ error }) => error).length,
            1,
          );
          // Nothing twice, and nothing left out.
          assert.deepEqual([...lines, ...rest], await readLines(world, build));
        },
        seen: ONE_BUILD,
      },
      logging(
        'pages of a megabyte, more of them than anybody reads at once',
        () =>
          Array.from({ length: 80 }, (_, line) =>
            `${line}:`.padEnd(100_000, 'x').concat('\n'),
          ),
        (lines, world) => {
          const long = lines.filter(line => line.endsWith('x'));
          assert.deepEqual(
            long.map(line => Number.parseInt(line, 10)),
            long.map((_, line) => line),
          );
          assert.equal(long.length, 80);
          assert.ok(world.requests(LOG).length >= 8);
        },
        // An empty page is not the end of them.
        [{ kind: 'emptyLogPages', pages: 2 }],
      ),
      {
        how: 'logs that are throttled, and the page of a proxy',
        faults: [
          { on: LOG, times: 4, effect: throttled },
          { on: LOG, times: 4, effect: { kind: 'response', status: 502 } },
        ],
        act: async (world, id) => {
          await world.finish();
          const build = await buildId(world, id);
          await assert.rejects(world.portal.log(build), {
            name: 'ServiceUnavailableError',
            message: /Throttling/,
          });
          await assert.rejects(world.portal.log(build), {
            name: 'ServiceUnavailableError',
            message: /page of a proxy/,
          });
          assert.match((await readLines(world, build)).at(-1)!, /FINALIZING/);
        },
        seen: ONE_BUILD,
      },
      {
        how: 'a build that nobody knows any more',
        faults: [onBuild({ kind: 'forgotten' })],
        act: async (world, id) => {
          await world.finish();
          await assert.rejects(world.portal.log(await buildId(world, id)), {
            name: 'NotFoundError',
            message: /does not know this build any more/,
          });
        },
        states: { a: 'lost' },
        seen: { starts: 1, builds: 1, committed: [] },
      },
    ],
  },
  {
    fault: 'colours, control characters, secrets in a log',
    cases: [
      logging(
        'colours, commands to a terminal, and characters that turn a text',
        () => [
          '\u001b[31mred\u001b[0m and \u001b]8;;https://evil.test\u0007a link\u001b]8;;\u0007\n',
          'bell\u0007 null\u0000 back\b\u009b2J and \u202eturned\u202c\n',
          'ten per cent\rdone\n',
        ],
        lines => {
          assert.deepEqual(lines.slice(-4), [
            'red and a link',
            'bell null back and turned',
            'ten per cent',
            'done',
          ]);
        },
      ),
      logging(
        'bytes that are no text, as CloudWatch gives them',
        () => ['caf\ufffd\n', 'half \ud800 a character\n', 'after\n'],
        lines => {
          assert.deepEqual(
            [lines.at(-3), lines.at(-1)],
            ['caf\ufffd', 'after'],
          );
          // Whoever encodes it gets through with it.
          assert.doesNotThrow(() => JSON.parse(JSON.stringify(lines)));
        },
      ),
      {
        how: 'an answer with bytes that are no text',
        faults: [
          {
            on: LOG,
            effect: {
              kind: 'response',
              status: 200,
              contentType: 'application/x-amz-json-1.1',
              body: Buffer.concat([
                Buffer.from('{"events":[{"timestamp":1,"message":"caf'),
                Buffer.from([0xe9]),
                Buffer.from(' au lait\\n"}],"nextForwardToken":"f/1"}'),
              ]),
            },
          },
        ],
        act: async (world, id) => {
          await world.finish();
          const { lines } = await world.portal.log(await buildId(world, id));
          assert.deepEqual(lines, ['caf\ufffd au lait']);
        },
        seen: ONE_BUILD,
      },
      logging(
        'secrets in one line each',
        () => [
          'before\n',
          'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n',
          'Looking in indexes: https://user:hunter2@pypi.acme.test/simple\n',
          'after\n',
        ],
        checkHidden,
      ),
      logging(
        'a secret in two events that the end of a page parts',
        used => [
          filling(used, ['before\n', 'key AKIAIOSF']),
          'before\n',
          'key AKIAIOSF',
          'ODNN7EXAMPLE\n',
          'after\n',
        ],
        checkHidden,
      ),
      logging(
        'a private key that the end of a page parts, with empty pages in between',
        used => {
          const first = [
            'before\n',
            '-----BEGIN RSA PRIVATE KEY-----\n',
            ...KEY.slice(0, 10),
          ];
          return [
            filling(used, first),
            ...first,
            ...KEY.slice(10),
            '-----END RSA PRIVATE KEY-----\n',
            'after\n',
          ];
        },
        checkHidden,
        [{ kind: 'emptyLogPages', pages: 8 }],
      ),
    ],
  },
];

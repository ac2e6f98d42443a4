import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildStatus, StoredContext } from '../services';
import { BuildServiceBench } from './BuildServiceBench';
import { ContractCase } from './ContractCase';
import { rejectsWith, rejectWithReason } from './rejectsWith';
import { writeTestContext } from './writeTestContext';

/** Looks at a build before the tests give up: what it does takes a service a few minutes, at a look every few seconds. */
const MOST_LOOKS = 200;

type ContextOptions = Partial<Parameters<typeof writeTestContext>[1]>;

/** Stores a context, which is not kept here. */
async function store(
  { builds, environment, platform }: BuildServiceBench,
  options: ContextOptions = {},
  change: { sha256?: string; signal?: AbortSignal } = {},
): Promise<StoredContext> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  try {
    const context = await writeTestContext(folder, {
      platform,
      labels: {},
      ...options,
    });
    return await builds.storeContext({ environment, ...context, ...change });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A build that may be started, with its repository. */
async function prepare(bench: BuildServiceBench, options?: ContextOptions) {
  const { builds, registry, environment, platform } = bench;
  const repository = bench.newRepository();
  await registry.ensureRepository({ environment, repository });
  const attempt = randomUUID();
  const request = {
    environment,
    platform,
    repository,
    context: await store(bench, options),
    attempt,
    token: createHash('sha256').update(attempt).digest('hex'),
  };
  return {
    request,
    start: async () => (await builds.startBuild(request)).buildId,
  };
}

async function look(
  { builds, environment }: BuildServiceBench,
  buildId: string,
): Promise<BuildStatus> {
  const found = await builds.readBuilds({ environment, buildIds: [buildId] });
  assert.deepEqual(found.missing, []);
  assert.equal(found.builds.length, 1);
  return found.builds[0];
}

async function untilEnd(
  bench: BuildServiceBench,
  buildId: string,
): Promise<BuildStatus> {
  for (let count = 0; count < MOST_LOOKS; count++) {
    const status = await look(bench, buildId);
    if (status.state !== 'queued' && status.state !== 'running') {
      return status;
    }
    assert.equal(status.endedAt, null);
    assert.equal(status.digest, null);
    await bench.pause();
  }
  return assert.fail(`The build ${buildId} does not end`);
}

/** The log of a build that has ended, part by part. */
async function readLog(
  bench: BuildServiceBench,
  buildId: string,
): Promise<string[]> {
  const { builds, environment } = bench;
  const lines: string[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MOST_LOOKS; count++) {
    const part = await builds.readLog({ environment, buildId, cursor });
    lines.push(...part.lines);
    cursor = part.cursor;
    if (part.complete) {
      assert.deepEqual(
        await builds.readLog({ environment, buildId, cursor }),
        { lines: [], cursor, complete: true },
        'What is complete stays so',
      );
      return lines;
    }
    await bench.pause();
  }
  return assert.fail(`The log of ${buildId} is never complete`);
}

/**
 * What every {@link BuildService} does. Builds take the time that the service takes for them: five are started.
 *
 * @public
 */
export const buildServiceContract: readonly ContractCase<BuildServiceBench>[] =
  [
    {
      name: 'finds nothing wrong with an environment that is as it should be',
      async check({ builds, environment }) {
        assert.deepEqual(await builds.preflight({ environment }), []);
      },
    },
    {
      name: 'stores contexts whose content is what it should be, each as a version of its own',
      async check(bench) {
        const [first, second] = [await store(bench), await store(bench)];
        assert.notDeepEqual(first, second);
        await rejectsWith('invalid', () =>
          store(bench, {}, { sha256: '0'.repeat(64) }),
        );
      },
    },
    {
      name: 'builds the image of a context, and tells everything about it',
      async check(bench) {
        const { builds, registry, environment, platform } = bench;
        const labels = { 'io.example/key': 'a value = with, signs' };
        const { request, start } = await prepare(bench, { labels });
        const since = new Date(Date.now() - 3_600_000).toISOString();
        const buildId = await start();
        // A context that comes later does not change what is built.
        await store(bench, { labels: { 'io.example/key': 'another' } });

        const ended = await untilEnd(bench, buildId);
        assert.equal(ended.state, 'succeeded', ended.message ?? undefined);
        assert.equal(ended.buildId, buildId);
        assert.equal(ended.attempt, request.attempt);
        assert.equal(ended.message, null);
        assert.equal(ended.serviceFault, false);
        assert.ok(Date.parse(ended.startedAt!) <= Date.parse(ended.endedAt!));

        const { repository } = request;
        const image = await registry.readImage({
          environment,
          repository,
          digest: ended.digest!,
        });
        assert.equal(image.index, false);
        assert.equal(image.platform, platform);
        assert.deepEqual(image.labels, labels);

        const lines = await readLog(bench, buildId);
        assert.ok(lines.length > 0);
        assert.ok(lines.every(line => !/[\r\n]/.test(line)));
        assert.deepEqual(await readLog(bench, buildId), lines);

        const listed = await builds.listBuilds({
          environment,
          platform,
          since,
        });
        assert.deepEqual(
          listed.find(item => item.attempt === request.attempt),
          ended,
        );
        // What has ended stays as it ended.
        await builds.stopBuild({ environment, buildId });
        assert.deepEqual(await look(bench, buildId), ended);
      },
    },
    {
      name: 'tells why a build failed',
      async check(bench) {
        const { start } = await prepare(bench, {
          dockerfile: 'not-there/Dockerfile',
        });
        const buildId = await start();
        const ended = await untilEnd(bench, buildId);
        assert.equal(ended.state, 'failed');
        assert.equal(ended.serviceFault, false);
        assert.equal(ended.digest, null);
        assert.ok(ended.message);
        assert.ok((await readLog(bench, buildId)).length > 0);
      },
    },
    {
      name: 'gives the same build for the same request and token, and none for another request with it',
      async check(bench) {
        const { builds, environment } = bench;
        const { request, start } = await prepare(bench);
        const buildId = await start();
        try {
          assert.equal(await start(), buildId);
          assert.deepEqual(await Promise.all([start(), start()]), [
            buildId,
            buildId,
          ]);
          const context = await store(bench);
          await rejectsWith('mismatch', () =>
            builds.startBuild({ ...request, context }),
          );
        } finally {
          await builds.stopBuild({ environment, buildId });
        }
      },
    },
    {
      name: 'stops a build',
      async check(bench) {
        const { builds, environment } = bench;
        const { start } = await prepare(bench);
        const buildId = await start();
        await builds.stopBuild({ environment, buildId });
        await builds.stopBuild({ environment, buildId });
        const ended = await untilEnd(bench, buildId);
        assert.equal(ended.state, 'stopped');
        assert.equal(ended.digest, null);
      },
    },
    {
      name: 'tells builds apart that it does not know',
      async check(bench) {
        const { builds, environment } = bench;
        const { start } = await prepare(bench);
        const buildId = await start();
        await builds.stopBuild({ environment, buildId });
        const unknown = Array.from({ length: 120 }, () =>
          bench.newUnknownBuildId(),
        );
        const found = await builds.readBuilds({
          environment,
          buildIds: [...unknown, buildId],
        });
        assert.deepEqual(found.missing, unknown);
        assert.deepEqual(
          found.builds.map(build => build.buildId),
          [buildId],
        );
        assert.deepEqual(
          await builds.readBuilds({ environment, buildIds: [] }),
          { builds: [], missing: [] },
        );
        const request = { environment, buildId: unknown[0] };
        await rejectsWith('not-found', () => builds.stopBuild(request));
        await rejectsWith('not-found', () => builds.readLog(request));
      },
    },
    {
      name: 'lists no builds of before a time',
      async check({ builds, environment, platform }) {
        const since = new Date(Date.now() + 30 * 86_400_000).toISOString();
        assert.deepEqual(
          await builds.listBuilds({ environment, platform, since }),
          [],
        );
      },
    },
    {
      name: 'builds for no platform that has no project',
      async check(bench) {
        const { builds, environment } = bench;
        const platform = 'linux/s390x';
        const context = await store(bench);
        await rejectsWith('invalid', () =>
          builds.startBuild({
            environment,
            platform,
            repository: bench.newRepository(),
            context,
            attempt: randomUUID(),
            token: '0'.repeat(64),
          }),
        );
        await rejectsWith('invalid', () =>
          builds.listBuilds({
            environment,
            platform,
            since: new Date().toISOString(),
          }),
        );
      },
    },
    {
      name: 'gives the reason of a signal that ended a request',
      async check(bench) {
        const { builds, environment, platform } = bench;
        const { request } = await prepare(bench);
        const buildId = bench.newUnknownBuildId();
        const since = new Date().toISOString();
        await rejectWithReason([
          signal => store(bench, {}, { signal }),
          signal => builds.startBuild({ ...request, signal }),
          signal =>
            builds.readBuilds({ environment, buildIds: [buildId], signal }),
          signal => builds.listBuilds({ environment, platform, since, signal }),
          signal => builds.stopBuild({ environment, buildId, signal }),
          signal => builds.readLog({ environment, buildId, signal }),
          signal => builds.preflight({ environment, signal }),
        ]);
      },
    },
  ];

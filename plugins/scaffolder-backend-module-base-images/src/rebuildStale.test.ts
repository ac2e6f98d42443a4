import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BackendFeature,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { AwsSimulator } from '@base-images/aws-simulator';
import {
  Page,
  Rebuild,
  RebuildSummary,
} from '@base-images/backstage-plugin-base-images-common';
import {
  FinishedTask,
  hasEnded,
  STRANGER,
  TestPortal,
} from './__testUtils__/TestPortal';

// Plugins do not import each other; here the two really meet, and speak to the simulator over the wire.
const { default: awsModule } = jest.requireActual<{ default: BackendFeature }>(
  '@base-images/backstage-plugin-base-images-backend-module-aws',
);

const BUILDSPEC = resolvePackagePath(
  '@base-images/backstage-plugin-base-images-backend-module-aws',
  'buildspec.yml',
);

jest.setTimeout(120_000);

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const PLATFORM = 'linux/arm64';
/** By its digest, so that nothing has to be asked of a public registry. */
const PARENT = `public.ecr.aws/lambda/python:3.12@sha256:${'a'.repeat(64)}`;
const VALUES = { source: 'system:default/receipts', environment: 'demo' };

/** A package, a base image that holds it, and a Lambda that installs it by itself. */
const FILES = {
  'shared/pyproject.toml': '[project]\nname = "shared"\nversion = "1"\n',
  'shared/shared.py': 'VALUE = 1\n',
  'base-images.yaml': [
    'version: 1',
    'images:',
    '  - name: common',
    `    from: ${PARENT}`,
    `    platforms: [${PLATFORM}]`,
    '    packages: [shared]',
    '',
  ].join('\n'),
  'report/Dockerfile': [
    `FROM --platform=${PLATFORM} ${PARENT}`,
    'COPY shared /tmp/shared',
    'RUN pip install /tmp/shared',
    'CMD ["report.main"]',
    '',
  ].join('\n'),
};

describe('the template Rebuild what is stale', () => {
  const workingDirectory = createMockDirectory();
  const source = createMockDirectory({ content: FILES });
  let simulator: AwsSimulator;
  let portal: TestPortal;

  /** Has the portal look at the images. */
  const observe = () => portal.runTask('observe:receipts:demo');

  beforeAll(async () => {
    simulator = await AwsSimulator.start({
      speed: 200,
      data: {
        regions: [
          {
            account: ACCOUNT,
            region: REGION,
            buckets: [{ name: 'contexts' }],
            projects: [
              {
                name: 'images-arm64',
                platform: PLATFORM,
                buildspec: readFileSync(BUILDSPEC, 'utf8'),
                sourceLocation: 'contexts/base-images/context.zip',
              },
            ],
          },
        ],
      },
    });
    portal = await TestPortal.start({
      target: source.path,
      workingDirectory: workingDirectory.path,
      templates: ['rebuild-stale/template.yaml'],
      features: [awsModule],
      forbidden: ['base-images.rebuild.create'],
      baseImages: { aws: { endpoint: simulator.url } },
      aws: {
        accounts: [{ accountId: ACCOUNT, ...simulator.credentials(ACCOUNT) }],
      },
      source: {
        environments: {
          demo: {
            account: ACCOUNT,
            region: REGION,
            projects: { [PLATFORM]: 'images-arm64' },
            bucket: 'contexts',
          },
        },
      },
    });
    await observe();
  });

  afterAll(async () => {
    await portal.stop();
    await simulator.stop();
  });

  /** Edits the package that both images hold. */
  async function edit(): Promise<void> {
    appendFileSync(source.resolve('shared/shared.py'), '# An edit.\n');
    await portal.runTask('scan:receipts');
  }

  const begin = (user?: string) =>
    portal.begin('rebuild-what-is-stale', VALUES, user);

  /** Waits until something is so, and meanwhile has rebuilds carried out unless it is told not to. */
  async function until(
    isSo: () => Promise<boolean>,
    advance = () => portal.runTask('rebuilds:advance'),
  ): Promise<void> {
    const end = Date.now() + 60_000;
    while (!(await isSo())) {
      if (Date.now() > end) {
        throw new Error(`Still not so after a minute: ${isSo}`);
      }
      await advance();
      await sleep(50);
    }
  }

  async function finish(id: string): Promise<FinishedTask> {
    await until(async () => hasEnded(await portal.look(id)));
    await observe();
    return portal.look(id);
  }

  /** Waits for a line in the log of a task, while no rebuild goes on any further. */
  async function waitForLine(id: string, line: string): Promise<void> {
    await until(
      async () => (await portal.look(id)).logs.includes(line),
      async () => {},
    );
  }

  const builds = () => simulator.requests.list('codebuild:StartBuild').length;

  /** Newest first. */
  async function rebuilds(): Promise<RebuildSummary[]> {
    const { items } = await portal.request<Page<RebuildSummary>>(
      'base-images/rebuilds',
    );
    return items;
  }

  it('builds what is missing, as the user, and tells in the log what is going on', async () => {
    const id = await begin();
    await until(async () => {
      const [newest] = await rebuilds();
      const rebuild =
        newest &&
        (await portal.request<Rebuild>(`base-images/rebuilds/${newest.id}`));
      return rebuild?.steps.some(({ state }) => state === 'running') === true;
    });
    await waitForLine(id, 'is being built');
    const { status, error, logs, output } = await finish(id);

    expect({ status, error }).toEqual({ status: 'completed' });
    expect(logs).toMatch(/The rebuild \S+ has begun: 2 steps/);
    expect(logs).toMatch(/common \(linux\/arm64\) is done: sha256:/);
    expect(output.text![0].content).toMatch(
      /The rebuild of `demo` of `receipts` is done\.[^]*`receipts\/base\/common` for linux\/arm64: done, `sha256:[^]*`receipts\/lambda\/report` for linux\/arm64: done/,
    );
    expect(await rebuilds()).toEqual([
      expect.objectContaining({
        state: 'done',
        startedBy: 'user:default/mock',
      }),
    ]);
    expect(builds()).toBe(2);
  });

  it('ends at once where nothing is stale, and says so', async () => {
    const { status, output } = await finish(await begin());

    expect(status).toBe('completed');
    expect(output.text![0].content).toBe(
      'Everything that was asked for in `demo` of `receipts` is fresh: nothing had to be built.',
    );
    expect(await rebuilds()).toHaveLength(1);
    expect(builds()).toBe(2);
  });

  it('refuses a user who may not rebuild, and says what to ask for', async () => {
    await edit();
    const { status, error } = await finish(await begin(STRANGER));

    expect(status).toBe('failed');
    expect(error).toContain(
      "You may not do this: ask for the permission 'base-images.rebuild.create'",
    );
    expect(await rebuilds()).toHaveLength(1);
  });

  it('fails with the cause, and goes on with the same rebuild when it is tried again', async () => {
    simulator.faults.add({
      on: 'build',
      effect: { kind: 'end', status: 'FAILED', message: 'pip check failed' },
    });
    const id = await begin();
    const failed = await finish(id);

    expect(failed.status).toBe('failed');
    expect(failed.error).toMatch(
      /^The rebuild \S+ failed: .*\n\S+ \(linux\/arm64\) failed: .*pip check failed\n/,
    );
    const before = builds();

    await portal.request(`scaffolder/v2/tasks/${id}/retry`, {});
    const { status, logs } = await finish(id);

    expect(status).toBe('completed');
    expect(logs).toContain('Takes up the rebuild');
    expect(await rebuilds()).toEqual([
      expect.objectContaining({ state: 'done' }),
      expect.anything(),
    ]);
    // Only the image that failed: the other one stays.
    expect(builds()).toBe(before + 1);
  });

  it('rebuilds what is there now when it is tried again after an edit', async () => {
    await edit();
    simulator.faults.add({
      on: 'build',
      effect: { kind: 'end', status: 'FAILED', message: 'pip check failed' },
    });
    const id = await begin();
    expect((await finish(id)).status).toBe('failed');
    const [failed] = await rebuilds();

    await edit();
    await portal.request(`scaffolder/v2/tasks/${id}/retry`, {});
    const { status, logs } = await finish(id);

    expect(status).toBe('completed');
    const [newest, before] = await rebuilds();
    expect(before).toMatchObject({ id: failed.id, state: 'failed' });
    expect(newest).toMatchObject({
      state: 'done',
      startedBy: 'user:default/mock',
    });
    expect(logs).toContain(`The rebuild ${failed.id}, which this step`);
    expect(logs).toContain(`The rebuild ${newest.id} has begun`);
    expect((await finish(await begin())).output.text![0].content).toContain(
      'is fresh: nothing had to be built.',
    );
  });

  it('cancels the rebuild when its task is cancelled', async () => {
    await edit();
    simulator.faults.add({
      on: 'build',
      times: 2,
      effect: { kind: 'stuck', phase: 'BUILD', forever: true },
    });
    const id = await begin();
    const before = builds();
    await until(async () => builds() === before + 2);
    await waitForLine(id, 'is being built');
    await portal.request(`scaffolder/v2/tasks/${id}/cancel`, {});
    await until(async () => (await rebuilds())[0].state === 'cancelled');

    expect(simulator.requests.list('codebuild:StopBuild')).toHaveLength(2);
    const { logs } = await finish(id);
    expect(logs).toMatch(/The rebuild \S+ is being cancelled/);
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AwsSimulator,
  ManualClock,
  pushContextImage,
} from '@base-images/aws-simulator';
import {
  InMemorySourceTree,
  ServiceErrorKind,
  SourceEnvironment,
  writeContextZip,
} from '@base-images/backstage-plugin-base-images-node';
import { readBuildspec } from './builds/buildspec';
import { CodeBuildService } from './builds/CodeBuildService';
import { CONTEXT_KEY } from './builds/contextKey';
import { AwsClients } from './clients/AwsClients';
import { EcrImageRegistry } from './registry/EcrImageRegistry';
import { PublicRegistries } from './registry/PublicRegistries';

jest.setTimeout(60_000);

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const ARM = 'linux/arm64';
const ENVIRONMENT: SourceEnvironment = {
  sourceId: 'receipts',
  id: 'production',
  account: ACCOUNT,
  region: REGION,
  repositoryPrefix: 'receipts/',
  projects: new Map([[ARM, 'images-arm64']]),
  bucket: 'contexts',
  functions: ['receipts-*'],
  deploy: ['receipts-*'],
  rebuild: 'manual',
  concurrency: 4,
  buildsPerDay: 100,
  timeoutMinutes: 30,
  queuedTimeoutMinutes: 30,
  registries: ['public.ecr.aws'],
};
const REPOSITORY = 'receipts/base/shared';
const PROJECT = {
  name: 'images-arm64',
  platform: ARM,
  buildspec: readBuildspec(),
  sourceLocation: `contexts/${CONTEXT_KEY}`,
};

describe('the AWS module, against the simulator', () => {
  let clock: ManualClock;
  let simulator: AwsSimulator;
  let registry: EcrImageRegistry;
  let builds: CodeBuildService;
  let folder: string;

  beforeEach(async () => {
    clock = new ManualClock();
    simulator = await AwsSimulator.start({
      clock,
      behaviour: pushContextImage,
      data: {
        regions: [
          {
            account: ACCOUNT,
            region: REGION,
            buckets: [{ name: 'contexts' }],
            projects: [PROJECT],
            repositories: [
              {
                name: 'receipts/lambda/report',
                images: [
                  { tags: ['src-1'], platform: ARM },
                  { tags: ['src-2'], platform: ARM },
                ],
              },
            ],
            functions: [
              {
                name: 'receipts-report',
                image: 'receipts/lambda/report:src-1',
                platform: ARM,
              },
              {
                name: 'receipts-alias',
                image: 'receipts/lambda/report:src-1',
                platform: ARM,
                aliases: ['live'],
              },
              {
                name: 'other',
                image: 'receipts/lambda/report:src-1',
                platform: ARM,
              },
            ],
          },
        ],
      },
    });
    const clients = AwsClients.create({
      credentials: {
        getCredentialProvider: async () => ({
          sdkCredentialProvider: async () => simulator.credentials(ACCOUNT),
        }),
      },
      endpoint: simulator.url,
    });
    registry = EcrImageRegistry.create({
      clients,
      registries: PublicRegistries.create({}),
    });
    builds = CodeBuildService.create({ clients });
    folder = mkdtempSync(join(tmpdir(), 'aws-'));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await simulator.stop();
  });

  async function storeContext(labels: Record<string, string> = {}) {
    const path = join(folder, `${Math.random()}.zip`);
    const tree = InMemorySourceTree.of({ Dockerfile: 'FROM x' });
    const { sha256 } = await writeContextZip(
      tree,
      {
        dockerfile: 'Dockerfile',
        context: '.',
        target: null,
        files: [
          { path: 'Dockerfile', size: 6, type: 'file', executable: false },
        ],
        size: 6,
        written: new Map(),
      },
      path,
      {
        folder: 'source/',
        beside: new Map([
          ['build/platform', `${ARM}\n`],
          ['build/dockerfile', 'Dockerfile\n'],
          ['build/context', '.\n'],
          [
            'build/labels',
            Object.entries(labels)
              .map(([name, value]) => `${name}=${value}\n`)
              .join(''),
          ],
        ]),
      },
    );
    return builds.storeContext({ environment: ENVIRONMENT, path, sha256 });
  }

  async function start(
    attempt = 'attempt-1',
    context?: { location: string; version: string },
  ) {
    return builds.startBuild({
      environment: ENVIRONMENT,
      platform: ARM,
      repository: REPOSITORY,
      context: context ?? (await storeContext({ 'build-key': 'abc' })),
      attempt,
      token: createHash('sha256').update(attempt).digest('hex'),
    });
  }

  const read = async (buildId: string) =>
    (await builds.readBuilds({ environment: ENVIRONMENT, buildIds: [buildId] }))
      .builds[0];

  it('builds from a version of a context, and commits the image that came of it', async () => {
    await registry.ensureRepository({
      environment: ENVIRONMENT,
      repository: REPOSITORY,
    });
    await registry.ensureRepository({
      environment: ENVIRONMENT,
      repository: REPOSITORY,
    });
    const created = simulator.region(ACCOUNT, REGION).repositories[REPOSITORY];
    expect(JSON.stringify(created.lifecyclePolicy)).toContain('src-');

    const { buildId } = await start();
    expect(await read(buildId)).toMatchObject({
      state: 'queued',
      attempt: 'attempt-1',
      digest: null,
    });
    clock.advance(10_000);
    expect(await read(buildId)).toMatchObject({ state: 'running' });
    clock.advance(60_000);
    const ended = await read(buildId);
    expect(ended).toMatchObject({
      state: 'succeeded',
      message: null,
      digest: expect.stringMatching(/^sha256:/),
      consoleUrl: expect.stringContaining(
        '/codesuite/codebuild/111122223333/projects/images-arm64/build/',
      ),
    });

    const digest = ended.digest!;
    const image = { environment: ENVIRONMENT, repository: REPOSITORY, digest };
    expect(await registry.readImage(image)).toEqual({
      digest,
      mediaType: expect.stringContaining('manifest'),
      index: false,
      platform: ARM,
      labels: { 'build-key': 'abc' },
      layers: [expect.stringMatching(/^sha256:/)],
      sizeInBytes: expect.any(Number),
    });
    await registry.tagImage({ ...image, tag: 'src-abc' });
    await registry.tagImage({ ...image, tag: 'src-abc' });
    const find = (...tags: string[]) =>
      registry.findImages({
        environment: ENVIRONMENT,
        repository: REPOSITORY,
        tags,
      });
    expect(await find('src-abc', 'src-none')).toMatchObject([{ digest }]);
    expect(await find('src-none')).toEqual([]);
    expect(
      await registry.findImages({
        environment: ENVIRONMENT,
        repository: 'receipts/none',
        tags: ['a', 'b'],
      }),
    ).toEqual([]);
    expect(
      await registry.listImages({
        environment: ENVIRONMENT,
        repository: REPOSITORY,
        tagPrefix: 'src-',
        limit: 5,
      }),
    ).toMatchObject([{ digest }]);

    const [started] = simulator.requests.list('codebuild:StartBuild');
    expect(started.input).toEqual({
      projectName: 'images-arm64',
      sourceVersion: expect.any(String),
      idempotencyToken: expect.stringMatching(/^[0-9a-f]{64}$/),
      timeoutInMinutesOverride: 30,
      queuedTimeoutInMinutesOverride: 30,
      environmentVariablesOverride: [
        { name: 'BASE_IMAGES_ATTEMPT', value: 'attempt-1', type: 'PLAINTEXT' },
        {
          name: 'BASE_IMAGES_REPOSITORY',
          value: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/${REPOSITORY}`,
          type: 'PLAINTEXT',
        },
      ],
    });
  });

  it('gives the same build for the same token, and finds a build whose answer was lost', async () => {
    simulator.faults.add({
      on: 'codebuild:StartBuild',
      effect: { kind: 'reset', accepted: true },
    });
    const context = await storeContext();
    await expect(start('lost', context)).rejects.toMatchObject({
      kind: 'no-answer',
    });
    // Sent once: a second try that is refused would hide that the first was accepted.
    expect(simulator.requests.list('codebuild:StartBuild')).toHaveLength(1);
    const listed = await builds.listBuilds({
      environment: ENVIRONMENT,
      platform: ARM,
      since: new Date(clock.now() - 60_000).toISOString(),
    });
    expect(listed).toMatchObject([{ attempt: 'lost' }]);
    expect((await start('lost', context)).buildId).toBe(listed[0].buildId);
    await expect(start('lost')).rejects.toMatchObject({ kind: 'mismatch' });
  });

  it.each<[string, number | undefined, ServiceErrorKind]>([
    ['ThrottlingException', 400, 'throttled'],
    ['AccountLimitExceededException', 400, 'limit'],
    ['AccessDeniedException', 400, 'denied'],
    // The credentials are asked for again: it may work later.
    ['ExpiredTokenException', 400, 'throttled'],
    ['RequestTimeTooSkewed', 400, 'throttled'],
    ['RequestTimeout', 400, 'no-answer'],
    ['Unnamed', 429, 'throttled'],
    ['ResourceNotFoundException', 400, 'not-found'],
    ['InvalidInputException', 400, 'invalid'],
    ['InternalFailure', 500, 'no-answer'],
  ])('tells %s apart', async (code, status, kind) => {
    simulator.faults.add({
      on: 'codebuild:StartBuild',
      times: Infinity,
      effect: { kind: 'error', code, status },
    });
    await expect(start()).rejects.toMatchObject({ name: 'ServiceError', kind });
  });

  it('does not know what became of a request that a proxy answered', async () => {
    simulator.faults.add({
      on: 'codebuild:StartBuild',
      times: Infinity,
      effect: { kind: 'response', status: 502 },
    });
    await expect(start()).rejects.toMatchObject({ kind: 'no-answer' });
  });

  it('tells an index, a failed build, and what is not known any more', async () => {
    await registry.ensureRepository({
      environment: ENVIRONMENT,
      repository: REPOSITORY,
    });
    simulator.faults.add({
      on: 'build',
      effect: { kind: 'image', wrong: 'index' },
    });
    const index = await start('index');
    simulator.faults.add({
      on: 'build',
      effect: { kind: 'end', status: 'FAILED', message: 'pip failed' },
    });
    const failed = await start('failed');
    simulator.faults.add({ on: 'build', effect: { kind: 'forgotten' } });
    const forgotten = await start('forgotten');
    clock.advance(120_000);
    const { digest } = await read(index.buildId);
    expect(
      await registry.readImage({
        environment: ENVIRONMENT,
        repository: REPOSITORY,
        digest: digest!,
      }),
    ).toMatchObject({ index: true, platform: null });
    expect(await read(failed.buildId)).toMatchObject({
      state: 'failed',
      serviceFault: false,
      message: expect.stringContaining('pip failed'),
    });
    expect(
      await builds.readBuilds({
        environment: ENVIRONMENT,
        buildIds: [forgotten.buildId],
      }),
    ).toEqual({ builds: [], missing: [forgotten.buildId] });
    await expect(
      registry.readImage({
        environment: ENVIRONMENT,
        repository: REPOSITORY,
        digest: `sha256:${'0'.repeat(64)}`,
      }),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('stops a build', async () => {
    const { buildId } = await start();
    await builds.stopBuild({ environment: ENVIRONMENT, buildId });
    expect(await read(buildId)).toMatchObject({ state: 'stopped' });
  });

  it('reads a log to its end, over empty pages', async () => {
    await registry.ensureRepository({
      environment: ENVIRONMENT,
      repository: REPOSITORY,
    });
    simulator.faults.add({
      on: 'build',
      effect: { kind: 'emptyLogPages', pages: 2 },
    });
    const { buildId } = await start();
    const request = { environment: ENVIRONMENT, buildId };
    expect(await builds.readLog(request)).toEqual({
      lines: [],
      cursor: '',
      complete: false,
    });
    clock.advance(120_000);
    const lines: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 50; page++) {
      const log = await builds.readLog({ ...request, cursor });
      lines.push(...log.lines);
      cursor = log.cursor;
      if (log.complete) {
        break;
      }
    }
    expect(lines.join('\n')).toContain('Login Succeeded');
    expect(lines.at(-1)).toContain('FINALIZING');
    expect(
      new Set(lines.filter(line => line.includes('Entering phase'))).size,
    ).toBe(lines.filter(line => line.includes('Entering phase')).length);
  });

  it('reads functions of the patterns only, and those that did not change once', async () => {
    const first = await registry.listFunctions({
      environment: ENVIRONMENT,
      known: [],
    });
    expect(
      first.map(({ functionName, platform, hasAliases }) => ({
        functionName,
        platform,
        hasAliases,
      })),
    ).toEqual([
      { functionName: 'receipts-alias', platform: ARM, hasAliases: true },
      { functionName: 'receipts-report', platform: ARM, hasAliases: false },
    ]);
    const before = simulator.requests.list('lambda:GetFunction').length;
    expect(
      await registry.listFunctions({ environment: ENVIRONMENT, known: first }),
    ).toEqual(first);
    expect(simulator.requests.list('lambda:GetFunction')).toHaveLength(before);
  });

  it('deploys only where the planned image still runs, and never past an alias', async () => {
    const images = await registry.findImages({
      environment: ENVIRONMENT,
      repository: 'receipts/lambda/report',
      tags: ['src-1', 'src-2'],
    });
    const digestOf = (tag: string) =>
      images.find(image => image.tags.includes(tag))!.digest;
    const revisions: string[] = [];
    const deploy = (
      functionName: string,
      fromDigest = digestOf('src-1'),
      begun?: string,
    ) =>
      registry.deployImage({
        begun,
        onBegin: async revision => {
          revisions.push(revision);
        },
        environment: ENVIRONMENT,
        functionName,
        repository: 'receipts/lambda/report',
        fromDigest,
        toDigest: digestOf('src-2'),
      });
    await expect(deploy('other')).rejects.toMatchObject({ kind: 'denied' });
    await expect(deploy('receipts-alias')).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(
      deploy('receipts-report', 'sha256:else'),
    ).rejects.toMatchObject({ kind: 'conflict' });
    const changing = { kind: 'throttled' };
    simulator.faults.add({
      on: 'functionUpdate',
      effect: { code: 'InvalidImage', reason: 'An index is not supported' },
    });
    await expect(deploy('receipts-report')).rejects.toMatchObject(changing);
    clock.advance(60_000);
    await expect(
      deploy('receipts-report', digestOf('src-1'), revisions[0]),
    ).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('An index is not supported'),
    });
    // Another rebuild begins anew.
    await expect(deploy('receipts-report')).rejects.toMatchObject(changing);
    await expect(
      deploy('receipts-report', digestOf('src-1'), revisions[1]),
    ).rejects.toMatchObject(changing);
    clock.advance(60_000);
    // Our digest is success, however often it is asked for.
    await deploy('receipts-report');
    expect(simulator.requests.list('lambda:UpdateFunctionCode')).toHaveLength(
      2,
    );
    const functions = await registry.listFunctions({
      environment: ENVIRONMENT,
      known: [],
    });
    expect(functions[1].digest).toBe(digestOf('src-2'));
  });

  it('finds nothing wrong with an environment that is as it should be, and says what is not', async () => {
    expect(await builds.preflight({ environment: ENVIRONMENT })).toEqual([]);
    simulator.add({
      regions: [
        {
          account: ACCOUNT,
          region: REGION,
          buckets: [{ name: 'contexts', versioning: false }],
          projects: [
            {
              ...PROJECT,
              platform: 'linux/amd64',
              buildspec: 'buildspec.yml',
              webhook: true,
            },
          ],
        },
      ],
    });
    const problems = await builds.preflight({ environment: ENVIRONMENT });
    expect(
      problems.map(({ subject, message }) => `${subject}: ${message}`),
    ).toEqual(
      expect.arrayContaining([
        'bucket contexts: It keeps no versions.',
        'project images-arm64: Its buildspec is not the one of this version of the plugin.',
        expect.stringContaining('is not one for linux/arm64'),
        expect.stringContaining('It starts builds by itself'),
      ]),
    );
    await expect(storeContext()).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('PublicRegistries', () => {
  let server: Server;
  let mirror: string;
  const manifest = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });
  const child = `sha256:${'c'.repeat(64)}`;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://registry.test');
      if (url.pathname === '/token') {
        response.end(JSON.stringify({ token: url.searchParams.get('scope') }));
      } else if (!request.headers.authorization) {
        response.writeHead(401, {
          'www-authenticate': `Bearer realm="http://${request.headers.host}/token",service="registry"`,
        });
        response.end();
      } else if (url.pathname === '/v2/library/python/manifests/3.12') {
        response.end(
          JSON.stringify({
            manifests: [
              {
                digest: `sha256:${'a'.repeat(64)}`,
                platform: { os: 'linux', architecture: 'amd64' },
              },
              {
                digest: child,
                platform: { os: 'linux', architecture: 'arm64' },
              },
            ],
          }),
        );
      } else if (url.pathname === '/v2/acme/tools/manifests/latest') {
        response.end(manifest);
      } else if (url.pathname === '/v2/acme/moved/manifests/latest') {
        response.writeHead(302, { location: 'http://169.254.169.254/' });
        response.end();
      } else if (url.pathname === '/v2/acme/huge/manifests/latest') {
        response.end('x'.repeat(5_000_000));
      } else {
        response.writeHead(404);
        response.end();
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  function resolveDigest(image: string) {
    const registries = PublicRegistries.create({
      mirrors: { 'docker.io': mirror, 'ghcr.io': mirror },
    });
    const [registry, repository] = image.startsWith('ghcr.io/')
      ? ['ghcr.io', image.slice('ghcr.io/'.length)]
      : [undefined, image];
    const [name, tag] = repository.split(':');
    return registries.resolveDigest(
      { registry, repository: name, tag, digest: undefined },
      { platform: ARM, allowed: ['docker.io', 'ghcr.io'] },
    );
  }

  it('gives the digest for a platform, or of the manifest itself', async () => {
    expect(await resolveDigest('python:3.12')).toBe(child);
    expect(await resolveDigest('ghcr.io/acme/tools')).toBe(
      `sha256:${createHash('sha256').update(manifest).digest('hex')}`,
    );
  });

  it.each<[string, ServiceErrorKind]>([
    ['ghcr.io/acme/none', 'not-found'],
    ['ghcr.io/acme/moved', 'invalid'],
    ['ghcr.io/acme/huge', 'invalid'],
  ])('refuses %s: %s', async (image, kind) => {
    await expect(resolveDigest(image)).rejects.toMatchObject({ kind });
  });

  it('asks no registry that is not allowed', async () => {
    const registries = PublicRegistries.create({});
    await expect(
      registries.resolveDigest(
        {
          registry: '169.254.169.254',
          repository: 'a',
          tag: 'b',
          digest: undefined,
        },
        { platform: ARM, allowed: ['docker.io'] },
      ),
    ).rejects.toMatchObject({ kind: 'denied' });
  });
});

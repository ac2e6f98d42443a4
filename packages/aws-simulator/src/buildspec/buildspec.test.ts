import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { Build, StopBuildCommand } from '@aws-sdk/client-codebuild';
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
} from '@aws-sdk/client-ecr';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { stringify } from 'yaml';
import { SystemClock } from '../index';
import {
  ACCOUNT,
  REGION,
  REGISTRY,
  TestCloud,
} from '../__testUtils__/TestCloud';
import { zipOf } from '../__testUtils__/zipOf';
import { BuildspecExecutor } from './BuildspecExecutor';
import { localTools } from './localTools';

// Building needs a builder, and root for the overlays of its storage.
const canBuild =
  process.getuid?.() === 0 && spawnSync('buildah', ['--version']).status === 0;
const describeBuilder = canBuild ? describe : describe.skip;

describe('builds that are carried out', () => {
  let folder: string;
  let cloud: TestCloud;
  let environment: () => Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-simulator-'));
    environment = () => ({ GREETING: 'hello' });
  });

  afterEach(async () => {
    await cloud.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(
    buildspec: object,
    files: Record<string, string> = {},
  ): Promise<void> {
    cloud = await TestCloud.start(
      {
        buckets: [{ name: 'contexts' }],
        projects: [
          {
            name: 'images',
            sourceLocation: 'contexts/source.zip',
            buildspec: stringify({ version: 0.2, ...buildspec }),
          },
        ],
      },
      {
        clock: new SystemClock(),
        speed: 100,
        executor: parts =>
          new BuildspecExecutor({
            ...parts,
            folder: join(folder, 'builds'),
            environment: () => environment(),
          }),
      },
    );
    await cloud.s3.send(
      new PutObjectCommand({
        Bucket: 'contexts',
        Key: 'source.zip',
        Body: zipOf(files),
      }),
    );
  }

  async function finish(build: Build): Promise<Build> {
    for (;;) {
      const now = await cloud.look(build);
      if (now.buildComplete) {
        return now;
      }
      await sleep(50);
    }
  }

  async function log(build: Build): Promise<string> {
    const { events } = await cloud.logs.send(
      new GetLogEventsCommand({
        logGroupName: '/aws/codebuild/images',
        logStreamName: build.id!.split(':')[1],
        startFromHead: true,
      }),
    );
    return events!.map(({ message }) => message).join('');
  }

  const phases = ({ phases: all }: Build) =>
    all!.map(({ phaseType, phaseStatus }) => `${phaseType} ${phaseStatus}`);

  it('share a shell, see the source and their variables, and export others', async () => {
    await start(
      {
        env: {
          variables: { FROM_SPEC: 'spec', OVERRIDDEN: 'spec' },
          'exported-variables': ['RESULT'],
        },
        phases: {
          install: { commands: ['cd part', 'export KEPT="a b"'] },
          build: {
            commands: [
              'echo "$GREETING $FROM_SPEC $OVERRIDDEN"',
              'RESULT="$KEPT $(cat file.txt) $CODEBUILD_SOURCE_VERSION"',
            ],
          },
        },
      },
      { 'part/file.txt': 'content' },
    );
    const build = await finish(await cloud.startBuild({ OVERRIDDEN: 'call' }));
    expect(phases(build)).toEqual([
      'SUBMITTED SUCCEEDED',
      'QUEUED SUCCEEDED',
      'PROVISIONING SUCCEEDED',
      'DOWNLOAD_SOURCE SUCCEEDED',
      'INSTALL SUCCEEDED',
      'PRE_BUILD SUCCEEDED',
      'BUILD SUCCEEDED',
      'POST_BUILD SUCCEEDED',
      'UPLOAD_ARTIFACTS SUCCEEDED',
      'FINALIZING SUCCEEDED',
      'COMPLETED undefined',
    ]);
    expect(build.buildStatus).toBe('SUCCEEDED');
    expect(build.exportedEnvironmentVariables).toEqual([
      { name: 'RESULT', value: 'a b content ' },
    ]);
    expect(await log(build)).toMatch(/Running command echo[^]*hello spec call/);
  });

  it('run POST_BUILD after a BUILD that failed, and say which command it was', async () => {
    await start({
      phases: {
        pre_build: { commands: ['true'] },
        build: { commands: ['false', 'echo never'], finally: ['echo cleanup'] },
        post_build: {
          commands: ['echo "succeeding: $CODEBUILD_BUILD_SUCCEEDING"'],
        },
      },
    });
    const build = await finish(await cloud.startBuild());
    expect(build.buildStatus).toBe('FAILED');
    expect(phases(build)).toEqual(
      expect.arrayContaining(['BUILD FAILED', 'POST_BUILD SUCCEEDED']),
    );
    expect(
      build.phases!.find(({ phaseType }) => phaseType === 'BUILD')!.contexts,
    ).toMatchObject([
      {
        statusCode: 'COMMAND_EXECUTION_ERROR',
        message: 'Error while executing command: false. Reason: exit status 1',
      },
    ]);
    const text = await log(build);
    expect(text).toMatch(/cleanup[^]*succeeding: 0/);
    expect(text).not.toContain('\nnever');
  });

  it('end at a PRE_BUILD that failed', async () => {
    await start({ phases: { pre_build: { commands: ['exit 3'] } } });
    const build = await finish(await cloud.startBuild());
    expect(build.buildStatus).toBe('FAILED');
    expect(phases(build)).toContain('PRE_BUILD FAILED');
    expect(phases(build).join()).not.toContain('POST_BUILD');
  });

  it('end where a command that has set -e fails in its midst', async () => {
    await start({
      env: { shell: 'bash' },
      phases: {
        build: { commands: ['set -eu\ncat not-there\necho never'] },
      },
    });
    const build = await finish(await cloud.startBuild());
    expect(build.buildStatus).toBe('FAILED');
    expect(phases(build)).toContain('BUILD FAILED');
    expect(await log(build)).not.toContain('\nnever');
  });

  it('are ended with all that they began when they are stopped', async () => {
    await start({ phases: { build: { commands: ['sleep 300 & wait'] } } });
    const build = await cloud.startBuild();
    while ((await cloud.look(build)).currentPhase !== 'BUILD') {
      await sleep(50);
    }
    await cloud.codeBuild.send(new StopBuildCommand({ id: build.id! }));
    expect(await finish(build)).toMatchObject({ buildStatus: 'STOPPED' });
  });

  it('fail for a buildspec that is none, and for a context that leads elsewhere', async () => {
    await start({ version: 9 });
    expect(await finish(await cloud.startBuild())).toMatchObject({
      buildStatus: 'FAILED',
    });
    await cloud.stop();
    await start({ phases: {} }, { '../outside': 'x' });
    expect(await finish(await cloud.startBuild())).toMatchObject({
      buildStatus: 'FAILED',
    });
  });

  describeBuilder('with a builder', () => {
    it('build as BuildKit does, with labels, secrets and metadata', async () => {
      await start(
        {
          env: { shell: 'bash', 'exported-variables': ['IMAGE_DIGEST'] },
          phases: {
            pre_build: {
              commands: ['docker buildx create --use --name builder'],
            },
            build: {
              commands: [
                [
                  'docker buildx build --label "a=b c" --platform linux/amd64 --provenance=false --sbom=false \\',
                  '  --secret id=token,env=TOKEN \\',
                  '  --output "type=image,name=$REPOSITORY_URI:one,push=true,oci-mediatypes=false,rewrite-timestamp=true" \\',
                  '  --metadata-file metadata.json --file source/Dockerfile source',
                ].join('\n'),
              ],
            },
            post_build: {
              commands: [
                `IMAGE_DIGEST=$(python3 -c 'import json; print(json.load(open("metadata.json"))["containerimage.digest"])')`,
              ],
            },
          },
        },
        { 'source/Dockerfile': 'FROM scratch\nCOPY Dockerfile /file\n' },
      );
      const tools = localTools({
        folder: join(folder, 'images'),
        url: cloud.simulator.url,
        registries: [{ account: ACCOUNT, region: REGION }],
      });
      environment = () => tools;
      const build = await finish(await cloud.startBuild({ TOKEN: 'secret' }));
      expect([await log(build), build.buildStatus]).toEqual([
        expect.stringContaining('COMMIT'),
        'SUCCEEDED',
      ]);
      const { imageDetails } = await cloud.ecr.send(
        new DescribeImagesCommand({ repositoryName: 'base' }),
      );
      expect(imageDetails).toMatchObject([
        {
          imageTags: ['one'],
          imageDigest: build.exportedEnvironmentVariables![0].value,
          imageManifestMediaType:
            'application/vnd.docker.distribution.manifest.v2+json',
        },
      ]);
    }, 120_000);

    it('push images that others build on', async () => {
      await start(
        {
          env: { 'exported-variables': ['IMAGE_DIGEST'] },
          phases: {
            pre_build: {
              commands: [
                'aws ecr get-login-password | docker login --username AWS --password-stdin "${REPOSITORY_URI%%/*}"',
              ],
            },
            build: {
              commands: [
                'docker build --provenance=false --sbom=false --label "key=$KEY" --build-arg "BASE=$BASE" --tag "$REPOSITORY_URI:$IMAGE_TAG" .',
              ],
            },
            post_build: {
              commands: [
                'test "$CODEBUILD_BUILD_SUCCEEDING" = 1',
                'docker push "$REPOSITORY_URI:$IMAGE_TAG" >"$HOME/pushed"',
                'IMAGE_DIGEST=$(sed -n "s/.*digest: //p" "$HOME/pushed")',
              ],
            },
          },
        },
        {
          Dockerfile: 'ARG BASE=scratch\nFROM ${BASE}\nCOPY file /file\n',
          file: 'content',
        },
      );
      const tools = localTools({
        folder: join(folder, 'images'),
        url: cloud.simulator.url,
        registries: [{ account: ACCOUNT, region: REGION }],
      });
      environment = () => tools;
      const parent = await finish(
        await cloud.startBuild({
          IMAGE_TAG: 'parent',
          KEY: '1',
          BASE: 'scratch',
        }),
      );
      const digest = parent.exportedEnvironmentVariables![0].value;
      const child = await finish(
        await cloud.startBuild({
          IMAGE_TAG: 'child',
          KEY: '2',
          BASE: `${REGISTRY}/base@${digest}`,
        }),
      );
      expect([await log(child), child.buildStatus]).toEqual([
        expect.stringContaining('Login Succeeded'),
        'SUCCEEDED',
      ]);
      const { images } = await cloud.ecr.send(
        new BatchGetImageCommand({
          repositoryName: 'base',
          imageIds: [{ imageTag: 'parent' }, { imageTag: 'child' }],
        }),
      );
      expect(images!.map(({ imageId }) => imageId!.imageDigest)).toEqual([
        digest,
        child.exportedEnvironmentVariables![0].value,
      ]);
      const [first, second] = images!.map(
        ({ imageManifest }) => JSON.parse(imageManifest!).layers,
      );
      expect(second.slice(0, first.length)).toEqual(first);
      expect(second).toHaveLength(2);
    }, 120_000);
  });
});

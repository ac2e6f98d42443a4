import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetBuildsCommand,
  CodeBuildClient,
  StartBuildCommand,
} from '@aws-sdk/client-codebuild';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';

describe('the command', () => {
  let folder: string;
  let running: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-simulator-'));
    await writeFile(
      join(folder, 'data.yaml'),
      `regions:
  - account: '${ACCOUNT}'
    region: ${REGION}
    projects: [{ name: images }]
    repositories: [{ name: base, images: [{ tags: [src-1] }] }]
`,
    );
  });

  afterEach(async () => {
    running?.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  async function start(...args: string[]): Promise<string> {
    const child = spawn(
      process.execPath,
      [join(__dirname, '../../bin/aws-simulator'), ...args],
      { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    running = child;
    const { stdout } = child;
    return await new Promise((resolve, reject) => {
      stdout.on('data', chunk => {
        const url = /AWS_ENDPOINT_URL=(\S+)/.exec(String(chunk))?.[1];
        if (url) {
          resolve(url);
        }
      });
      stdout.once('close', () => reject(new Error('It ended')));
    });
  }

  async function stop(): Promise<void> {
    const ended = new Promise(resolve => running?.once('exit', resolve));
    running?.kill('SIGTERM');
    expect(await ended).toBe(0);
  }

  it('goes on after a restart with the builds, the images and their bytes', async () => {
    const options = ['--state', 'state.json', '--data', 'data.yaml'];
    const config = (endpoint: string) => ({
      endpoint,
      region: REGION,
      credentials: {
        accessKeyId: `AKIA${ACCOUNT}`,
        secretAccessKey: 'simulator',
      },
    });
    const first = new CodeBuildClient(config(await start(...options)));
    const { build } = await first.send(
      new StartBuildCommand({
        projectName: 'images',
        environmentVariablesOverride: [
          { name: 'REPOSITORY_URI', value: 'base' },
          { name: 'IMAGE_TAG', value: 'b-1' },
        ],
      }),
    );
    await stop();

    const url = await start(...options, '--speed', '1000');
    const codeBuild = new CodeBuildClient(config(url));
    const ecr = new ECRClient(config(url));
    let status: string | undefined;
    while (status !== 'SUCCEEDED') {
      const { builds } = await codeBuild.send(
        new BatchGetBuildsCommand({ ids: [build!.id!] }),
      );
      status = builds![0].buildStatus;
    }
    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({ repositoryName: 'base' }),
    );
    expect(imageDetails!.flatMap(({ imageTags }) => imageTags).sort()).toEqual([
      'b-1',
      'src-1',
    ]);
    await stop();
  }, 60_000);

  it('lets faults be armed and requests be read over HTTP, by programs of this machine alone', async () => {
    const url = await start('--data', 'data.yaml');
    const armed = await fetch(`${url}/_simulator/faults`, {
      method: 'POST',
      body: JSON.stringify({
        id: 'denied',
        on: 'ecr:DescribeImages',
        effect: { kind: 'error', code: 'AccessDeniedException' },
      }),
    });
    expect(await armed.json()).toEqual({ id: 'denied' });
    const ecr = new ECRClient({
      endpoint: url,
      region: REGION,
      credentials: { accessKeyId: `AKIA${ACCOUNT}`, secretAccessKey: 'x' },
    });
    const describeImages = () =>
      ecr.send(new DescribeImagesCommand({ repositoryName: 'base' }));
    await expect(describeImages()).rejects.toThrow('AccessDeniedException');
    await expect(describeImages()).resolves.toMatchObject({
      imageDetails: [{ imageTags: ['src-1'] }],
    });
    const requests = await fetch(
      `${url}/_simulator/requests?operation=ecr:DescribeImages`,
    );
    expect(await requests.json()).toEqual([
      expect.objectContaining({
        fault: 'denied',
        accepted: false,
        status: 400,
      }),
      expect.objectContaining({ accepted: true, status: 200 }),
    ]);
    const page = await fetch(`${url}/_simulator/state`, {
      headers: { origin: 'https://example.com' },
    });
    expect(page.status).toBe(403);
    await stop();
  }, 60_000);
});

import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BuildEffect } from '../index';
import { ACCOUNT, REGION, TestCloud } from '../__testUtils__/TestCloud';

describe('the log of a build', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await TestCloud.start();
  });

  afterEach(() => cloud.stop());

  /** Starts a build, and gives what reads its log. */
  async function begin(effect?: BuildEffect) {
    if (effect) {
      cloud.simulator.faults.add({ on: 'build', effect });
    }
    const build = await cloud.startBuild();
    return {
      build,
      read: async (nextToken?: string, limit?: number) =>
        await cloud.logs.send(
          new GetLogEventsCommand({
            logGroupName: '/aws/codebuild/images',
            logStreamName: build.id!.split(':')[1],
            startFromHead: true,
            nextToken,
            limit,
          }),
        ),
    };
  }

  it('is there from PROVISIONING on', async () => {
    const { build, read } = await begin();
    expect(build.logs!.groupName).toBeUndefined();
    await expect(read()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect((await cloud.after(2, build)).logs).toMatchObject({
      groupName: '/aws/codebuild/images',
      streamName: build.id!.split(':')[1],
    });
    expect((await read()).events).not.toEqual([]);
  });

  it('grows while the build runs, and its end gives back the token that was sent', async () => {
    const { build, read } = await begin();
    const lines: string[] = [];
    let token: string | undefined;
    const sizes = new Set<number>();
    for (let second = 0; second < 60; second += 1) {
      await cloud.after(1, build);
      const page = await read(token).catch(() => undefined);
      if (page) {
        lines.push(...page.events!.map(({ message }) => message!));
        sizes.add(lines.length);
        token = page.nextForwardToken;
      }
    }
    expect(sizes.size).toBeGreaterThan(8);
    expect(lines.join('')).toMatch(
      /Entering phase PROVISIONING[^]*docker build[^]*Entering phase POST_BUILD[^]*digest: sha256:[^]*Entering phase FINALIZING/,
    );
    expect((await read(token)).nextForwardToken).toBe(token);
    expect(await readAll(read, 3)).toEqual(lines);
  });

  it('ends where the build was stopped', async () => {
    const { build, read } = await begin({
      kind: 'end',
      status: 'TIMED_OUT',
      phase: 'BUILD',
    });
    await cloud.after(600, build);
    expect((await readAll(read)).join('')).not.toContain('POST_BUILD');
  });

  it('comes late', async () => {
    const { build, read } = await begin({
      kind: 'lateLog',
      milliseconds: 20_000,
    });
    await cloud.after(15, build);
    await expect(read()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await cloud.after(15, build);
    expect((await read()).events).not.toEqual([]);
  });

  it('has empty pages that are not its end', async () => {
    const { build, read } = await begin({ kind: 'emptyLogPages', pages: 2 });
    await cloud.after(60, build);
    const first = await read(undefined, 3);
    const second = await read(first.nextForwardToken, 3);
    expect(second.events).toEqual([]);
    expect(second.nextForwardToken).not.toBe(first.nextForwardToken);
    const lines = await readAll(read, 3);
    expect(lines.at(-1)).toContain('FINALIZING');
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('has lines that nobody should see as they are', async () => {
    const lines = ['\u001b[31mred\u001b[0m', 'AKIAIOSFODNN7EXAMPLE'];
    const { build, read } = await begin({ kind: 'logLines', lines });
    await cloud.after(60, build);
    expect(await readAll(read)).toEqual(
      expect.arrayContaining(lines.map(line => `${line}\n`)),
    );
  });

  it('refuses a token after a day', async () => {
    const { build, read } = await begin();
    await cloud.after(60, build);
    const { nextForwardToken } = await read();
    await cloud.after(24 * 60 * 60 + 1, build);
    await expect(read(nextForwardToken)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('is given in pages of at most a megabyte', async () => {
    const { build, read } = await begin();
    await cloud.after(60, build);
    const stream = cloud.simulator.region(ACCOUNT, REGION).logGroups[
      '/aws/codebuild/images'
    ][build.id!.split(':')[1]];
    const last = stream.events.at(-1)!.timestamp;
    for (let number = 0; number < 30; number += 1) {
      stream.events.push({ timestamp: last, message: 'x'.repeat(100_000) });
    }
    let token: string | undefined;
    let pages = 0;
    for (;;) {
      const page = await read(token);
      if (page.nextForwardToken === token) {
        break;
      }
      const bytes = page
        .events!.map(({ message }) => message!.length + 26)
        .reduce((sum, size) => sum + size, 0);
      expect(bytes).toBeLessThanOrEqual(1024 * 1024);
      token = page.nextForwardToken;
      pages += 1;
    }
    expect(pages).toBe(3);
  });
});

type Read = (
  token?: string,
  limit?: number,
) => Promise<{ events?: { message?: string }[]; nextForwardToken?: string }>;

/** All lines: the end is where the token stays. */
async function readAll(read: Read, limit?: number): Promise<string[]> {
  const lines: string[] = [];
  let token: string | undefined;
  for (;;) {
    const page = await read(token, limit);
    lines.push(...page.events!.map(({ message }) => message!));
    if (page.nextForwardToken === token) {
      return lines;
    }
    token = page.nextForwardToken;
  }
}

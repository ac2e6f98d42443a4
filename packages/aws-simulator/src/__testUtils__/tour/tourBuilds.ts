import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import * as codeBuild from '@aws-sdk/client-codebuild';
import { AwsSimulator, ManualClock } from '../../index';
import { refused, settled } from './outcomes';
import { config, HOST } from './tourData';

/** Projects, builds and their logs. */
export async function tourBuilds(
  simulator: AwsSimulator,
  clock: ManualClock,
): Promise<void> {
  const client = new codeBuild.CodeBuildClient(config(simulator));
  const logs = new CloudWatchLogsClient(config(simulator));
  await client.send(
    new codeBuild.BatchGetProjectsCommand({
      names: ['images', 'narrow', 'piped', 'not-there'],
    }),
  );
  const start = {
    projectName: 'images',
    idempotencyToken: 'one',
    timeoutInMinutesOverride: 5,
    queuedTimeoutInMinutesOverride: 5,
    sourceLocationOverride: 'contexts/source.zip',
    environmentVariablesOverride: [
      {
        name: 'REPOSITORY_URI',
        value: `${HOST}/base/shared`,
        type: 'PLAINTEXT' as const,
      },
      { name: 'BASE_IMAGE_URI', value: `${HOST}/base/shared:src-0` },
    ],
  };
  const { build } = await client.send(new codeBuild.StartBuildCommand(start));
  const startNow = (input: codeBuild.StartBuildCommandInput) =>
    settled(client.send(new codeBuild.StartBuildCommand(input)));
  await startNow(start);
  await startNow({ ...start, timeoutInMinutesOverride: 6 });
  await startNow({ projectName: 'not-there' });
  await startNow({ projectName: 'piped' });
  await startNow({ projectName: 'narrow' });
  await startNow({ projectName: 'narrow' });
  for (const effect of [
    { kind: 'end', status: 'FAULT' },
    { kind: 'end', status: 'FAILED', phase: 'PRE_BUILD' },
    { kind: 'stuck', phase: 'BUILD' },
    { kind: 'image', wrong: 'index' },
  ] as const) {
    simulator.faults.add({ on: 'build', effect });
    await startNow({ ...start, idempotencyToken: undefined });
  }
  const { ids } = await client.send(
    new codeBuild.ListBuildsForProjectCommand({ projectName: 'images' }),
  );
  await client.send(
    new codeBuild.ListBuildsForProjectCommand({
      projectName: 'images',
      sortOrder: 'ASCENDING',
    }),
  );
  await refused(
    client.send(
      new codeBuild.ListBuildsForProjectCommand({ projectName: 'not-there' }),
    ),
  );
  const log = {
    logGroupName: '/aws/codebuild/images',
    logStreamName: build!.id!.split(':')[1],
    startFromHead: true,
  };
  await settled(logs.send(new GetLogEventsCommand(log)));
  for (let minute = 0; minute < 8; minute += 1) {
    await client.send(
      new codeBuild.BatchGetBuildsCommand({ ids: [...ids!, 'images:unknown'] }),
    );
    const { nextForwardToken } = await logs
      .send(new GetLogEventsCommand(log))
      .catch(() => ({ nextForwardToken: undefined }));
    if (nextForwardToken) {
      await logs.send(
        new GetLogEventsCommand({ ...log, nextToken: nextForwardToken }),
      );
    }
    clock.advance(60_000);
  }
  await refused(
    logs.send(new GetLogEventsCommand({ ...log, nextToken: 'wrong' })),
  );
  await client.send(new codeBuild.StopBuildCommand({ id: build!.id! }));
  await refused(
    client.send(new codeBuild.StopBuildCommand({ id: 'images:unknown' })),
  );
}

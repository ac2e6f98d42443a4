import { BuildStatus } from '@base-images/backstage-plugin-base-images-node';
import { BuildRecord, StepRecord } from '../store/RebuildRecords';
import { ask } from './ask';
import { isDue, retryAt, RunContext } from './RunContext';
import { changeBuild, changeStep, failStep, waitWith } from './stepChanges';

/** Attempts of one step that end with a fault of the build service before the step is given up. */
const MAX_FAULTS = 3;
/** Requests to stop a build that has run out of time. With the waits between them they take about ten minutes. */
const MAX_STOPS = 8;

/** running, stopping → verifying, failed, cancelled or lost, as the build service tells it. One request for all of them. */
export async function watchBuilds(context: RunContext): Promise<void> {
  const watched = context.steps.flatMap(step => {
    const build = context.buildsById.get(step.buildId ?? '');
    return build?.serviceBuildId &&
      (step.state === 'running' || step.state === 'stopping')
      ? [{ step, build, serviceBuildId: build.serviceBuildId }]
      : [];
  });
  if (watched.length === 0) {
    return;
  }
  const { builds, environment } = context;
  const read = await ask(context, signal =>
    builds.readBuilds({
      environment,
      buildIds: watched.map(item => item.serviceBuildId),
      signal,
    }),
  );
  if (!read.ok) {
    context.logger.warn(
      `Rebuild ${context.rebuild.id}: the status of its builds could not be read: ${read.message}`,
    );
    return;
  }
  const found = new Map(read.value.builds.map(item => [item.buildId, item]));
  for (const { step, build, serviceBuildId } of watched) {
    const status = found.get(serviceBuildId);
    if (status) {
      await follow(context, step, build, status);
    } else if (read.value.missing.includes(serviceBuildId)) {
      await miss(context, step, build);
    } else {
      // Nothing was said of it.
      await stopOverdue(context, step, build);
    }
  }
}

async function follow(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  status: BuildStatus,
): Promise<void> {
  const { phase, consoleUrl } = status;
  const told = { phase, consoleUrl, missingSince: null };
  switch (status.state) {
    case 'succeeded':
      if (status.digest) {
        await changeBuild(context, build, { ...told, digest: status.digest });
        await changeStep(context, step, {
          state: 'verifying',
          message: null,
          tries: 0,
          notBefore: 0,
        });
      } else {
        await failStep(
          context,
          step,
          'The build succeeded without telling the digest that it pushed. Does its project have the buildspec of this plugin?',
          { build, counts: true },
        );
      }
      break;
    case 'failed':
      await changeBuild(context, build, told);
      await fail(context, step, build, status);
      break;
    case 'stopped':
      await endStopped(context, step, build, {
        ...told,
        message: status.message,
      });
      break;
    default:
      if (build.phase !== phase || build.missingSince !== null) {
        await changeBuild(context, build, told);
      }
      await stopOverdue(context, step, build);
  }
}

/**
 * The build service ends builds that take too long; one that goes on all the same is stopped, and lost if that is no help. By the number
 * of requests, with waits between them, and not by the clock: a clock that jumps ahead must not lose what runs.
 */
async function stopOverdue(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
): Promise<void> {
  const { now, environment, builds } = context;
  const buildId = build.serviceBuildId;
  if (sentAtOf(build) > now) {
    // Before the clock was set back: what time it has left is counted from now.
    await changeBuild(context, build, { firstSentAt: now });
    return;
  }
  if (!buildId || now <= overdueAt(context, build) || !isDue(context, step)) {
    return;
  }
  if (step.tries >= MAX_STOPS) {
    await lose(context, step, build, 'It ran out of time, and did not stop.');
    return;
  }
  await waitWith(context, step, 'It ran out of time, and is being stopped.');
  await ask(context, signal =>
    builds.stopBuild({ environment, buildId, signal }),
  );
}

/** When a build must have ended, since the longest that it may wait and run has passed. */
function overdueAt(
  { environment, timings }: RunContext,
  build: BuildRecord,
): number {
  const minutes = environment.timeoutMinutes + environment.queuedTimeoutMinutes;
  return sentAtOf(build) + minutes * 60_000 + timings.overdueMs;
}

function sentAtOf({ firstSentAt, createdAt }: BuildRecord): number {
  return firstSentAt ?? createdAt;
}

async function endStopped(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  told: Pick<BuildRecord, 'phase' | 'consoleUrl' | 'message'>,
): Promise<void> {
  const isOverdue = context.now > overdueAt(context, build);
  await changeBuild(context, build, {
    ...told,
    state: 'stopped',
    active: false,
    endedAt: context.now,
  });
  if (step.state === 'stopping') {
    await changeStep(context, step, { state: 'cancelled', message: null });
  } else if (isOverdue) {
    await changeStep(context, step, {
      state: 'failed',
      message: 'The build ran out of time, and was stopped.',
    });
  } else {
    await changeStep(context, step, {
      state: 'cancelled',
      message: 'The build was stopped outside of this rebuild.',
    });
  }
}

async function fail(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  status: BuildStatus,
): Promise<void> {
  const message = status.message ?? 'The build failed. Its log tells more.';
  if (step.state === 'stopping') {
    await changeBuild(context, build, {
      state: 'failed',
      active: false,
      message,
      endedAt: context.now,
    });
    await changeStep(context, step, { state: 'cancelled', message });
  } else if (status.serviceFault && step.faults < MAX_FAULTS) {
    await changeBuild(context, build, {
      state: 'failed',
      active: false,
      message,
      endedAt: context.now,
    });
    await changeStep(context, step, {
      state: 'ready',
      buildId: null,
      attempt: step.attempt + 1,
      faults: step.faults + 1,
      notBefore: retryAt(context, step.faults),
      message: `${message} Trying again, since the build service itself failed.`,
    });
  } else {
    await failStep(context, step, message, {
      build,
      counts: !status.serviceFault,
    });
  }
}

async function miss(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
): Promise<void> {
  const { now, timings } = context;
  // A time that is yet to come was written before the clock was set back.
  if (build.missingSince === null || build.missingSince > now) {
    await changeBuild(context, build, { missingSince: now });
  } else if (now - build.missingSince > timings.lostMs) {
    const message = 'The build service does not know this build any more.';
    await lose(context, step, build, message);
  }
}

async function lose(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  message: string,
): Promise<void> {
  await changeBuild(context, build, {
    state: 'lost',
    active: false,
    message,
    endedAt: context.now,
  });
  await changeStep(context, step, { state: 'lost', message });
}

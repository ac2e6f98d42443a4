import { BuildRecord, StepRecord } from '../store/RebuildRecords';
import { ask } from './ask';
import { RunContext } from './RunContext';
import { changeBuild, changeStep, failStep, waitWith } from './stepChanges';

/** Builds may have begun a little earlier by another clock than the database's. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** starting → running once the id of the build is known; → ready with another attempt once it surely never began. */
export async function resolveStarting(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
): Promise<void> {
  if (build.serviceBuildId !== null) {
    // The process that got the answer ended before it could write the step.
    await begin(context, step, build, build.serviceBuildId);
    return;
  }
  const sentFor = await timeSince(context, build.firstSentAt);
  if (sentFor < context.timings.resendMs) {
    await sendBuild(context, step, build);
  } else {
    await adopt(context, step, build, sentFor);
  }
}

/** By the clock as it is now: other steps may have taken minutes since the rebuild was read. */
async function timeSince({ store }: RunContext, time: number | null) {
  return time === null ? 0 : (await store.now()) - time;
}

/** Sends the build with its token: for the first time, or again within the time in which the token gives the same build. */
export async function sendBuild(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
): Promise<void> {
  const { builds, environment, store, timings } = context;
  const isFirst = build.firstSentAt === null;
  const firstSentAt = build.firstSentAt ?? (await store.now());
  // Written every time: who has lost the claim does not send.
  const mine = { firstSentAt, state: 'starting' as const };
  if (!(await changeBuild(context, build, mine))) {
    return;
  }
  const sent = await ask(
    context,
    signal =>
      builds.startBuild({
        environment,
        platform: build.platform,
        repository: build.repository,
        context: {
          location: build.contextLocation,
          version: build.contextVersion,
        },
        attempt: build.id,
        token: build.token,
        signal,
      }),
    timings.sendMs,
  );
  if (sent.ok) {
    await begin(context, step, build, sent.value.buildId);
    return;
  }
  const { kind, message } = sent;
  if (kind === 'no-answer' || !isFirst) {
    // It may have begun: only the same token, or a look at what runs, can tell.
    await waitWith(context, step, message);
  } else if (kind === 'throttled' || kind === 'limit') {
    await changeBuild(context, build, { firstSentAt: null });
    await waitWith(context, step, message);
  } else {
    await failStep(context, step, message, { build });
  }
}

async function begin(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  serviceBuildId: string,
) {
  const changed = await changeBuild(context, build, {
    state: 'running',
    serviceBuildId,
  });
  if (changed) {
    await changeStep(context, step, {
      state: 'running',
      message: null,
      tries: 0,
      notBefore: 0,
    });
  }
}

async function adopt(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  sentFor: number,
): Promise<void> {
  const { builds, environment, timings, now } = context;
  const since = new Date((build.firstSentAt ?? now) - CLOCK_SKEW_MS);
  const listed = await ask(context, signal =>
    builds.listBuilds({
      environment,
      platform: build.platform,
      since: since.toISOString(),
      signal,
    }),
  );
  if (!listed.ok) {
    await waitWith(context, step, listed.message);
    return;
  }
  const found = listed.value.find(item => item.attempt === build.id);
  if (found) {
    await begin(context, step, build, found.buildId);
    return;
  }
  const listings = build.listings + 1;
  if (sentFor < timings.adoptMs || listings < 2) {
    await changeBuild(context, build, { listings });
    await waitWith(
      context,
      step,
      'No answer came when the build was started, and it is not among those that run. Looking again.',
    );
    return;
  }
  await changeBuild(context, build, {
    state: 'lost',
    active: false,
    listings,
    endedAt: now,
    message: 'It never began.',
  });
  await changeStep(context, step, {
    state: 'ready',
    buildId: null,
    attempt: step.attempt + 1,
    notBefore: 0,
    message: 'The build never began. Trying another one.',
  });
}

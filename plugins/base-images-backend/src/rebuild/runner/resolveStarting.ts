import { performance } from 'node:perf_hooks';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { BuildRecord, StepRecord } from '../store/RebuildRecords';
import { ask } from './ask';
import { environmentOf } from './environmentOf';
import { RunContext } from './RunContext';
import { changeBuild, changeStep, failStep, waitWith } from './stepChanges';

/** So much the clock of the database may differ from that of the build service. */
const CLOCK_DIFFERENCE_MS = 24 * 60 * 60_000;

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
  if (!build.active) {
    await takeEnd(context, step, build);
    return;
  }
  const environment = environmentOf(context, build);
  if (!environment) {
    await loseAttempt(
      context,
      step,
      build,
      'The environment that its build was asked for in is gone. Trying another one.',
    );
    return;
  }
  const checkedAt = performance.now();
  const sentFor = await timeSinceSent(context, build);
  if (sentFor < context.timings.resendMs) {
    await sendBuild(context, step, build, checkedAt);
  } else {
    await adopt(context, environment, step, build, sentFor);
  }
}

/** The process that ended the build did not come to writing the step. */
async function takeEnd(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
): Promise<void> {
  if (build.state === 'failed') {
    await failStep(context, step, build.message ?? 'The build failed.');
  } else {
    await startAgain(context, step, 'The build ended. Trying another one.');
  }
}

/**
 * How long ago a build was first sent, by the clock as it is now: other steps may have taken minutes since the rebuild was read. Where
 * clocks disagree, the longest: a token must not be sent once its life may have ended.
 *
 * @returns Infinity when nobody can tell: a time that is yet to come was written before the clock of the database was set back.
 */
async function timeSinceSent(
  { store, sentAt }: RunContext,
  { id, firstSentAt }: BuildRecord,
): Promise<number> {
  if (firstSentAt === null) {
    return 0;
  }
  const byDatabase = (await store.now()) - firstSentAt;
  const sentHere = sentAt.get(id);
  const byProcess = sentHere === undefined ? 0 : performance.now() - sentHere;
  return byDatabase < 0 ? Infinity : Math.max(byDatabase, byProcess);
}

/**
 * Sends the build with its token: for the first time, or again within the time in which the token gives the same build.
 *
 * @param checkedAt - when it was found that it may be sent, by `performance.now`.
 */
export async function sendBuild(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  checkedAt: number = performance.now(),
): Promise<void> {
  const { builds, store, timings, sentAt } = context;
  const environment = environmentOf(context, build) ?? context.environment;
  const isFirst = build.firstSentAt === null;
  const firstSentAt = build.firstSentAt ?? (await store.now());
  // Written every time: who has lost the claim does not send.
  const mine = { firstSentAt, state: 'starting' as const };
  if (isFirst) {
    sentAt.set(build.id, performance.now());
  }
  if (!(await changeBuild(context, build, mine))) {
    return;
  }
  if (performance.now() - checkedAt > timings.heldUpMs) {
    // Held up: another process may have the claim by now, and the token may have ended. The next look makes sure.
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
    missingSince: null,
  });
  if (changed) {
    context.sentAt.delete(build.id);
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
  environment: SourceEnvironment,
  step: StepRecord,
  build: BuildRecord,
  sentFor: number,
): Promise<void> {
  const { builds, timings, now } = context;
  const listed = await ask(context, signal =>
    builds.listBuilds({
      environment,
      platform: build.platform,
      since: listedSince(build, now).toISOString(),
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
  // Minutes lie between the first listing and the one that decides, so that a clock that jumps does not decide.
  const isFirst = build.missingSince === null || build.missingSince > now;
  const listings = isFirst ? 1 : build.listings + 1;
  const missingSince = isFirst ? now : build.missingSince!;
  if (
    listings < 2 ||
    sentFor < timings.adoptMs ||
    now - missingSince < timings.adoptMs - timings.resendMs
  ) {
    await changeBuild(context, build, { listings, missingSince });
    await waitWith(
      context,
      step,
      'No answer came when the build was started, and it is not among those that run. Looking again.',
    );
    return;
  }
  await loseAttempt(
    context,
    step,
    build,
    'The build never began. Trying another one.',
  );
}

/** From when on builds are looked through; from the first of all where the clock of the database provably went wrong. */
function listedSince({ firstSentAt }: BuildRecord, now: number): Date {
  return firstSentAt === null || firstSentAt > now
    ? new Date(0)
    : new Date(Math.min(firstSentAt, Date.now()) - CLOCK_DIFFERENCE_MS);
}

async function loseAttempt(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
  message: string,
): Promise<void> {
  const lost = await changeBuild(context, build, {
    state: 'lost',
    active: false,
    endedAt: context.now,
    message: 'Nobody knows of it.',
  });
  if (lost) {
    context.sentAt.delete(build.id);
    await startAgain(context, step, message);
  }
}

async function startAgain(
  context: RunContext,
  step: StepRecord,
  message: string,
): Promise<void> {
  await changeStep(context, step, {
    state: 'ready',
    buildId: null,
    attempt: step.attempt + 1,
    tries: 0,
    notBefore: 0,
    message,
  });
}

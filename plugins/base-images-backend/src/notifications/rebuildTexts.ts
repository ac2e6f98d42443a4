import { RebuildRecord, StepRecord } from '../rebuild/store/RebuildRecords';
import { NamedImage } from './ImageOwners';
import { listNames } from './listNames';
import { NotificationText } from './toNotification';
import { plainName } from './plainName';

const KINDS = {
  done: { title: 'Rebuild done', topic: 'rebuild-done', severity: 'low' },
  failed: {
    title: 'Rebuild failed',
    topic: 'rebuild-failed',
    severity: 'high',
  },
  cancelled: {
    title: 'Rebuild cancelled',
    topic: 'rebuild-cancelled',
    severity: 'normal',
  },
} as const;

/** A rebuild that has ended, with what it was about. */
export interface EndedRebuild {
  rebuild: RebuildRecord;
  steps: readonly StepRecord[];
  /** By the id of the step. */
  images: ReadonlyMap<string, NamedImage>;
}

/** The user who started a rebuild, or undefined when a service or the plugin itself did. */
export function starterOf({ startedBy }: RebuildRecord): string | undefined {
  return startedBy?.startsWith('user:') ? startedBy : undefined;
}

/**
 * What to tell of a rebuild that has ended: to who started it all of it, to each owner what is about their images. Owners are not
 * told of what was cancelled.
 *
 * @param steps - those that owners are told of.
 */
export function rebuildTexts(
  ended: EndedRebuild,
  steps: readonly StepRecord[] = ended.steps.filter(step =>
    concernsOwner(ended.rebuild, step),
  ),
): NotificationText[] {
  const { rebuild, images } = ended;
  const starter = starterOf(rebuild);
  const texts: NotificationText[] = [];
  // What was cancelled before its turn came never was more than a wish.
  const began = rebuild.state === 'done' || ended.steps.length > 0;
  if (starter !== undefined && began) {
    texts.push(toText(ended, ended.steps, { recipient: starter }));
  }
  if (rebuild.state === 'cancelled') {
    return texts;
  }
  const byOwner = new Map<string, StepRecord[]>();
  for (const step of steps) {
    for (const owner of images.get(step.stepId)?.owners ?? []) {
      const own = byOwner.get(owner) ?? [];
      own.push(step);
      byOwner.set(owner, own);
    }
  }
  for (const [recipient, own] of byOwner) {
    if (recipient !== starter) {
      texts.push(toText(ended, own, { recipient, except: starter }));
    }
  }
  return texts;
}

/** Of a rebuild that failed, what was built all the same is no news to its owners; neither is what was there already. */
function concernsOwner(rebuild: RebuildRecord, step: StepRecord): boolean {
  return rebuild.state === 'failed'
    ? step.state !== 'done' || undeployed(rebuild, [step]).length > 0
    : !step.reused;
}

function toText(
  { rebuild, images }: EndedRebuild,
  steps: readonly StepRecord[],
  to: Pick<NotificationText, 'recipient' | 'except'>,
): NotificationText {
  const { id, sourceId, environment, state, startedBy } = rebuild;
  const { title, ...kind } = KINDS[state as keyof typeof KINDS];
  const first =
    steps.find(item => item.state === 'failed' || item.state === 'lost') ??
    steps.at(0);
  return {
    ...to,
    ...kind,
    // Those that begin by themselves would pile up: each takes the place of the one before.
    about: `${sourceId}/${environment}/${
      startedBy === null ? 'automatic' : `rebuild/${id}`
    }`,
    title: `${title}: ${sourceId} in ${environment}`,
    description: describe(rebuild, steps, named => namesOf(named, images)),
    link: images.get(first?.stepId ?? '')?.link ?? '/catalog',
  };
}

function describe(
  rebuild: RebuildRecord,
  steps: readonly StepRecord[],
  name: (steps: readonly StepRecord[]) => string,
): string {
  const inState = (...states: StepRecord['state'][]) =>
    steps.filter(({ state }) => states.includes(state));
  const done = inState('done');
  if (rebuild.state === 'cancelled') {
    return `${done.length} of ${steps.length} images were done before.`;
  }
  if (rebuild.state === 'done') {
    const built = done.filter(({ reused }) => !reused);
    return built.length > 0
      ? `Built: ${name(built)}.`
      : 'There was nothing left to build.';
  }
  const sentences: [string, string][] = [
    ['Failed', name(inState('failed', 'lost', 'cancelled'))],
    ['Not built because of that', name(inState('blocked'))],
    ['Not deployed', listNames(undeployed(rebuild, steps))],
  ];
  return sentences
    .filter(([, names]) => names !== '')
    .map(([what, names]) => `${what}: ${names}.`)
    .join(' ');
}

/** Each name once: an image may be built for several platforms. */
function namesOf(
  steps: readonly StepRecord[],
  images: ReadonlyMap<string, NamedImage>,
): string {
  const names = steps.map(
    ({ stepId, plan }) => images.get(stepId)?.name ?? plainName(plan.name),
  );
  return listNames([...new Set(names)]);
}

/** Functions that were to run the images of these steps, and do not. */
function undeployed(
  { deploys }: RebuildRecord,
  steps: readonly StepRecord[],
): string[] {
  const ids = new Set(steps.map(({ stepId }) => stepId));
  return deploys
    .filter(({ state, stepId }) => state === 'failed' && ids.has(stepId))
    .map(({ functionName }) => plainName(functionName));
}

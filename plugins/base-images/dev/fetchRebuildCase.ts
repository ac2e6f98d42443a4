import {
  Rebuild,
  StepState,
} from '@base-images/backstage-plugin-base-images-common';
import {
  entityFreshness,
  environmentFreshness,
  imageFreshness,
} from '../src/__testUtils__/freshness';
import {
  buildsOf,
  dependentStep,
  planStep,
  rebuildOf,
  rebuildPlan,
  rebuildStep,
} from '../src/__testUtils__/rebuild';
import type { Refusal } from './cases';
import { RebuildCase, rebuildCases } from './rebuildCases';

/** Milliseconds that a build takes. */
const BUILD_TIME = 12_000;

const startedAt = new Map<string, number>();
const cancelled = new Set<string>();

/** Answers about freshness and rebuilds. The name of a case is the id of its source, of its rebuild and of its builds. */
export function fetchRebuildCase(
  { pathname, searchParams }: URL,
  init: RequestInit = {},
): object | Refusal | undefined {
  const [, name] =
    /\/([^/]+)\/freshness$/.exec(pathname) ??
    /\/sources\/([^/]+)\/environments\//.exec(pathname) ??
    /\/(?:rebuilds|builds)\/([^/]+)/.exec(pathname) ??
    [];
  if (name === undefined && init.method === 'POST') {
    return start(JSON.parse(String(init.body)).sourceId);
  }
  if (name === undefined) {
    const found = rebuild(searchParams.get('sourceId') ?? '');
    const items = found ? [found] : [];
    return { items, totalItems: items.length, pageInfo: {} };
  }
  return answer(name, pathname);
}

function answer(name: string, pathname: string) {
  const own: RebuildCase | undefined = rebuildCases[name];
  if (pathname.endsWith('/freshness')) {
    return freshness(name);
  }
  if (pathname.endsWith('/plan')) {
    return own.plan ?? rebuildPlan();
  }
  if (pathname.endsWith('/log')) {
    return Array.isArray(own.log) || own.log === undefined
      ? {
          lines: own.log ?? ['#1 [1/2] FROM public.ecr.aws/lambda/python:3.12'],
          nextCursor: '1',
          complete: true,
        }
      : own.log;
  }
  if (pathname.endsWith('/cancel')) {
    cancelled.add(name);
  }
  if (pathname.endsWith('/retry')) {
    return start(name).rebuild;
  }
  const found = rebuild(name) ?? rebuildOf();
  return pathname.endsWith('/builds')
    ? { items: buildsOf(found).map(build => ({ ...build, id: name })) }
    : found;
}

/** The images are fresh once the rebuild that was started is done. */
function freshness(name: string) {
  const own: RebuildCase | undefined = rebuildCases[name];
  if (own === undefined) {
    return entityFreshness();
  }
  if (own.freshness === undefined || 'status' in own.freshness) {
    return own.freshness;
  }
  return startedAt.has(name) && rebuild(name)?.state === 'done'
    ? entityFreshness(environmentFreshness({ images: [imageFreshness()] }))
    : { ...own.freshness, sourceId: name };
}

function start(name: string) {
  startedAt.set(name, Date.now());
  cancelled.delete(name);
  return { rebuild: rebuild(name), outcome: 'started' };
}

function rebuild(name: string): Rebuild | undefined {
  const started = startedAt.get(name);
  const found =
    started === undefined
      ? rebuildCases[name]?.rebuild
      : advance(Date.now() - started);
  if (found === undefined) {
    return undefined;
  }
  const steps = found.steps.map(step => ({
    ...step,
    buildId: step.buildId && name,
  }));
  return cancelled.has(name)
    ? { ...found, id: name, steps, cancelRequested: true, state: 'cancelled' }
    : { ...found, id: name, steps };
}

function advance(elapsed: number): Rebuild {
  const states: [StepState, StepState] = [
    elapsed < BUILD_TIME ? 'running' : 'done',
    elapsed < BUILD_TIME ? 'pending' : 'running',
  ];
  if (elapsed >= 2 * BUILD_TIME) {
    states[1] = 'done';
  }
  return rebuildOf({
    state: states[1] === 'done' ? 'done' : 'running',
    steps: [
      rebuildStep(planStep(), states[0]),
      rebuildStep(dependentStep(), states[1]),
    ],
  });
}

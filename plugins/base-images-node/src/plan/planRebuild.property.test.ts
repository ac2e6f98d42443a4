import fc from 'fast-check';
import { AssessedImage } from '../freshness/assess';
import {
  builtFrom,
  exampleNode,
  LATER,
  PLATFORM,
} from '../freshness/__testUtils__/exampleImages';
import { BuildInputs } from '../freshness/BuildInputs';
import { planRebuild } from './planRebuild';
import { SchedulableStep, startableSteps } from './startableSteps';

interface Sketch {
  status: AssessedImage['status'];
  /** Index of an earlier image, or undefined. */
  parent: number | undefined;
}

const sketches: fc.Arbitrary<Sketch[]> = fc
  .array(
    fc.record({
      status: fc.constantFrom<AssessedImage['status'][]>(
        'fresh',
        'fresh',
        'stale',
        'missing',
        'unknown',
      ),
      parent: fc.option(fc.nat(), { nil: undefined, freq: 4 }),
    }),
    { maxLength: 24 },
  )
  .map(items =>
    items.map(({ status, parent }, index) => ({
      status,
      parent: index === 0 || parent === undefined ? undefined : parent % index,
    })),
  );

/** Assessed images as `assess` would give them: what stands on something that is not fresh is not fresh either. */
function toImages(items: Sketch[]): AssessedImage[] {
  const statuses: AssessedImage['status'][] = [];
  return items.map(({ status: own, parent }, index) => {
    const above = parent === undefined ? 'fresh' : statuses[parent];
    let status = own;
    if (above === 'unknown') {
      status = 'unknown';
    } else if (above !== 'fresh' && own === 'fresh') {
      status = 'stale';
    }
    statuses.push(status);
    const node = exampleNode('base-image', `i${index}`, {
      parent: parent === undefined ? undefined : `i${parent}`,
    });
    const inputs: BuildInputs = {
      ...node.source,
      target: node.target,
      packages: {},
      images:
        parent === undefined
          ? {}
          : { [`base-image:i${parent}`]: `sha256:${parent}` },
      args: {},
      epoch: 0,
    };
    return {
      node,
      status,
      reasons: [],
      unknown:
        status === 'unknown' ? { message: 'no answer', since: LATER } : null,
      inputs,
      buildKey:
        above === 'fresh' && status !== 'unknown' ? 'k'.repeat(64) : null,
      image: status === 'missing' ? null : builtFrom(inputs),
      observedAt: LATER,
    };
  });
}

const nameOf = (index: number) => `i${index}`;

/** All ancestors of an image, itself included. */
function lineage(items: Sketch[], index: number): number[] {
  const found = [index];
  for (
    let { parent } = items[index];
    parent !== undefined;
    { parent } = items[parent]
  ) {
    found.push(parent);
  }
  return found;
}

describe('planRebuild, against what it means', () => {
  it('takes exactly what is not fresh, what is forced, and what stands on either', () => {
    fc.assert(
      fc.property(
        sketches,
        fc.array(fc.nat(), { maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        (items, picks, force, withoutDependents) => {
          const images = toImages(items);
          const asked =
            items.length > 0 && picks.length > 0
              ? [...new Set(picks.map(pick => pick % items.length))]
              : undefined;
          const plan = planRebuild(
            { images, deployable: [] },
            {
              images: asked?.map(index => ({
                kind: 'base-image',
                name: nameOf(index),
                platform: PLATFORM,
              })),
              force,
              withoutDependents,
            },
          );
          const isForced = (index: number) =>
            force && (asked?.includes(index) ?? true);
          const isSelected = (index: number) =>
            !asked ||
            asked.some(
              pick =>
                lineage(items, pick).includes(index) ||
                (!withoutDependents && lineage(items, index).includes(pick)),
            );
          const isNeeded = (index: number) =>
            isSelected(index) &&
            images[index].status !== 'unknown' &&
            lineage(items, index).some(
              above =>
                isSelected(above) &&
                (images[above].status !== 'fresh' || isForced(above)),
            );
          const needed = items
            .map((_, index) => index)
            .filter(isNeeded)
            .map(nameOf);
          expect(plan.steps.map(step => step.name)).toEqual(needed);
          expect(plan.refused.map(item => item.name)).toEqual(
            items
              .map((_, index) => index)
              .filter(
                index =>
                  isSelected(index) && images[index].status === 'unknown',
              )
              .map(nameOf),
          );
          plan.steps.forEach((step, position) => {
            const before = plan.steps.slice(0, position).map(({ id }) => id);
            expect(before).toEqual(expect.arrayContaining(step.dependsOn));
            expect(step.buildKey === null).toBe(step.dependsOn.length > 0);
          });
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('startableSteps, in a simulation of whole rebuilds', () => {
  it('leaves no slot idle beside a ready step, and keeps within Graham’s bound', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            parents: fc.array(fc.nat(), { maxLength: 3 }),
            minutes: fc.integer({ min: 1, max: 30 }),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        fc.integer({ min: 1, max: 6 }),
        (items, slots) => {
          const steps = items.map(({ parents, minutes }, index) => ({
            id: `s${String(index).padStart(2, '0')}`,
            dependsOn: [
              ...new Set(
                index === 0 ? [] : parents.map(parent => parent % index),
              ),
            ].map(parent => `s${String(parent).padStart(2, '0')}`),
            minutes,
          }));
          const ends = new Map<string, number>();
          const stateOf = (
            id: string,
            now: number,
          ): SchedulableStep['state'] => {
            const end = ends.get(id);
            if (end === undefined) {
              return 'waiting';
            }
            return end <= now ? 'done' : 'active';
          };
          let now = 0;
          while (ends.size < steps.length) {
            const at = now;
            const states = steps.map(step => ({
              ...step,
              state: stateOf(step.id, at),
            }));
            const active = states.filter(({ state }) => state === 'active');
            const started = startableSteps(states, slots - active.length);
            const ready = states.filter(
              step =>
                step.state === 'waiting' &&
                step.dependsOn.every(id => stateOf(id, at) === 'done'),
            );
            expect(started).toHaveLength(
              Math.min(ready.length, slots - active.length),
            );
            expect(ready).toEqual(expect.arrayContaining(started));
            started.forEach(step => ends.set(step.id, at + step.minutes));
            now = Math.min(...[...ends.values()].filter(end => end > at));
          }
          const makespan = Math.max(...ends.values());
          const work = steps.reduce((sum, step) => sum + step.minutes, 0);
          const chains = new Map<string, number>();
          steps.forEach(step =>
            chains.set(
              step.id,
              step.minutes +
                Math.max(0, ...step.dependsOn.map(id => chains.get(id)!)),
            ),
          );
          const critical = Math.max(...chains.values());
          expect(makespan).toBeLessThanOrEqual(
            work / slots + (1 - 1 / slots) * critical + 1e-9,
          );
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

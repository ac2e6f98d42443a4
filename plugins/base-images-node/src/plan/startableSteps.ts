/** A step as far as the order of builds depends on it. @public */
export interface SchedulableStep {
  id: string;
  /** Ids of steps that have to be done before it. */
  dependsOn: readonly string[];
  state: 'waiting' | 'active' | 'done' | 'ended';
}

/**
 * The steps to begin now: every one whose parents are done, as long as slots are free; no barriers between waves. First those on
 * which the longest chain stands, then by id.
 *
 * @param slots - how many more may begin.
 * @public
 */
export function startableSteps<S extends SchedulableStep>(
  steps: readonly S[],
  slots: number,
): S[] {
  if (slots <= 0) {
    return [];
  }
  const byId = new Map(steps.map(step => [step.id, step]));
  const heights = chainHeights(steps);
  return steps
    .filter(
      step =>
        step.state === 'waiting' &&
        step.dependsOn.every(id => byId.get(id)?.state === 'done'),
    )
    .sort(
      (a, b) =>
        heights.get(b.id)! - heights.get(a.id)! || (a.id < b.id ? -1 : 1),
    )
    .slice(0, slots);
}

/** Number of steps in the longest chain that stands on each step, itself included. */
function chainHeights(
  steps: readonly SchedulableStep[],
): ReadonlyMap<string, number> {
  const dependents = new Map<string, string[]>();
  const open = new Map<string, number>();
  const heights = new Map<string, number>();
  for (const { id, dependsOn } of steps) {
    heights.set(id, 1);
    dependsOn.forEach(parent => {
      dependents.set(parent, [...(dependents.get(parent) ?? []), id]);
    });
  }
  steps.forEach(({ id }) => open.set(id, dependents.get(id)?.length ?? 0));
  const ready = steps.filter(({ id }) => open.get(id) === 0);
  const byId = new Map(steps.map(step => [step.id, step]));
  for (let step = ready.pop(); step; step = ready.pop()) {
    for (const parent of step.dependsOn) {
      const known = byId.get(parent);
      if (known) {
        heights.set(
          parent,
          Math.max(heights.get(parent)!, heights.get(step.id)! + 1),
        );
        open.set(parent, open.get(parent)! - 1);
        if (open.get(parent) === 0) {
          ready.push(known);
        }
      }
    }
  }
  return heights;
}

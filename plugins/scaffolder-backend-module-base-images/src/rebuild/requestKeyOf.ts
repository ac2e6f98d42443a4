import { createHash } from 'node:crypto';

/**
 * The key of what a step of a task asks for: the same whenever the task is tried again or taken up by another process, another
 * one for each round of a step with `each`.
 */
export function requestKeyOf(context: {
  task: { id: string };
  step?: { id?: string };
  each?: { key?: unknown };
}): string {
  const { task, step, each } = context;
  const part = JSON.stringify([step?.id ?? null, each?.key ?? null]);
  const digest = createHash('sha256').update(part).digest('hex');
  return `scaffolder-task:${task.id}:${digest.slice(0, 16)}`;
}

/** The key of what a step asks for once a rebuild that it began is over and cannot be taken up: one for each such rebuild. */
export function requestKeyAfter(requestKey: string, rebuildId: string): string {
  return `${requestKey}:after:${rebuildId}`;
}

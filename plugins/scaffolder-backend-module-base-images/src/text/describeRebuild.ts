import {
  FreshnessReason,
  Rebuild,
  RebuildPlan,
} from '@base-images/backstage-plugin-base-images-common';
import { describeStep } from '../rebuild/ProgressLog';
import { code } from './markdown';

/** What a rebuild would do, as Markdown. */
export function describePlan(plan: RebuildPlan): string {
  const { environment, sourceId, steps, refused, deploys } = plan;
  const where = `${code(environment)} of ${code(sourceId)}`;
  if (steps.length === 0 && refused.length === 0) {
    return `Everything in ${where} is fresh: nothing would be built.`;
  }
  return [
    `In ${where}, ${count(steps.length, 'image')} would be built:`,
    list(
      steps.map(
        ({ name, platform, reasons, status }) =>
          `${code(name)} for ${platform}: ${describeReasons(reasons, status)}`,
      ),
    ),
    ...section(
      'These cannot be built:',
      refused.map(item => `${code(item.name)}: ${code(item.message)}`),
    ),
    ...section(
      'These functions would run the new images:',
      deploys.map(({ functionName }) => code(functionName)),
    ),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

/** What a rebuild did, as Markdown. */
export function describeRebuild(rebuild: Rebuild): string {
  const { environment, sourceId, state, steps, deploys } = rebuild;
  return [
    `The rebuild of ${code(environment)} of ${code(sourceId)} is ${state}.`,
    list(
      steps.map(step =>
        [
          `${code(step.repository)} for ${step.platform}: ${step.state}`,
          step.reused ? 'was there already' : undefined,
          step.digest ? code(step.digest) : undefined,
          step.message ? code(step.message) : undefined,
        ]
          .filter(item => item !== undefined)
          .join(', '),
      ),
    ),
    ...section(
      'Functions:',
      deploys.map(({ functionName, state: deployed, message }) =>
        [
          code(functionName),
          deployed,
          ...(message ? [code(message)] : []),
        ].join(' '),
      ),
    ),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

/** Why a rebuild did not end well, line by line, and what to do. */
export function rebuildError(rebuild: Rebuild): Error {
  const { id, state, steps, deploys, message } = rebuild;
  if (state === 'cancelled') {
    return new Error(
      `The rebuild ${id} was cancelled: run the step again to take it up`,
    );
  }
  return new Error(
    [
      `The rebuild ${id} failed${message ? `: ${message}` : ''}`,
      ...steps.filter(step => step.state !== 'done').map(describeStep),
      ...deploys
        .filter(deploy => deploy.state === 'failed')
        .map(deploy => `${deploy.functionName}: ${deploy.message}`),
      'Read the logs of the builds, mend what is wrong, and retry the task: what was built already stays',
    ].join('\n'),
  );
}

function describeReasons(
  reasons: readonly FreshnessReason[],
  status: string,
): string {
  return reasons.length === 0
    ? status
    : reasons.map(({ kind, subject }) => `${kind} ${code(subject)}`).join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function section(title: string, items: string[]): string[] {
  return items.length === 0 ? [] : [title, list(items)];
}

function list(items: string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

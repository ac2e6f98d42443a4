import {
  FreshnessReason,
  FunctionFreshness,
  PlanRequest,
  PlanStep,
  RebuildPlan,
} from '@base-images/backstage-plugin-base-images-common';
import { InputError } from '@backstage/errors';
import { AssessedImage } from '../freshness/assess';
import { baseImageReference, buildKey } from '../freshness/BuildInputs';
import { completeInputs, KnownInputs } from '../freshness/imageInputs';
import { sortReasons } from '../freshness/freshnessReasons';
import { imageId } from '../freshness/ImageNode';

/** What a plan is made of. @public */
export interface PlanInputs {
  /** As {@link assess} gives them: parents first. */
  images: readonly AssessedImage[];
  /** Functions that a rebuild may deploy to. */
  deployable: readonly FunctionFreshness[];
}

/** A step with what it is built from. @public */
export interface PlannedStep extends PlanStep {
  inputs: KnownInputs;
  /** The base image that it stands on, or null. */
  parent: { name: string; repository: string } | null;
  /** The external image that it stands on, or null. */
  parentImage: string | null;
}

/** Steps in an order in which parents come first. @public */
export interface PlannedRebuild extends Pick<
  RebuildPlan,
  'refused' | 'deploys'
> {
  steps: PlannedStep[];
}

/**
 * The steps that bring images up to date: those that are not fresh, and whatever stands on one that is built. Parents of what
 * is asked for come along only where they are not fresh.
 *
 * @throws InputError when the request names an image that there is not.
 * @public
 */
export function planRebuild(
  { images, deployable }: PlanInputs,
  request: PlanRequest = {},
): PlannedRebuild {
  const asked = askedImages(images, request);
  const selected = select(images, asked, request.withoutDependents ?? false);
  const steps = new Map<string, PlannedStep>();
  const refused: PlannedRebuild['refused'] = [];
  const byId = new Map(images.map(image => [image.node.id, image]));
  for (const image of images) {
    const { node, status, unknown } = image;
    if (!selected.has(node.id)) {
      continue;
    }
    const parentStep =
      node.parent === null ? undefined : steps.get(node.parent);
    const forced = (request.force ?? false) && (asked?.has(node.id) ?? true);
    if (unknown) {
      refused.push({ ...node.target, message: unknown.message });
    } else if (forced || parentStep || status !== 'fresh') {
      const parent = node.parent === null ? undefined : byId.get(node.parent);
      steps.set(node.id, toStep(image, parent, parentStep, forced));
    }
  }
  return {
    steps: [...steps.values()],
    refused,
    deploys: deployable
      .map(({ functionName, lambda, platform, digest }) => ({
        functionName,
        stepId: imageId({ kind: 'lambda', name: lambda, platform }),
        fromDigest: digest ?? '',
        state: 'planned' as const,
        message: null,
      }))
      .filter(({ stepId, fromDigest }) => fromDigest && steps.has(stepId))
      .sort((a, b) => (a.functionName < b.functionName ? -1 : 1)),
  };
}

function toStep(
  { node, status, reasons, inputs, buildKey: key }: AssessedImage,
  parent: AssessedImage | undefined,
  parentStep: PlannedStep | undefined,
  forced: boolean,
): PlannedStep {
  const reference = parent && baseImageReference(parent.node.target.name);
  const epoch = inputs.epoch + (forced ? 1 : 0);
  const images =
    parentStep && reference
      ? { ...inputs.images, [reference]: undefined }
      : inputs.images;
  const next = { ...inputs, images, epoch };
  const handsOver: FreshnessReason[] =
    parentStep && reference && !reasons.some(item => item.subject === reference)
      ? [
          {
            kind: 'parent',
            subject: reference,
            from: inputs.images[reference] ?? null,
            to: null,
          },
        ]
      : [];
  return {
    ...node.target,
    id: node.id,
    repository: node.repository,
    status,
    reasons: sortReasons([...reasons, ...handsOver]),
    dependsOn: parentStep ? [parentStep.id] : [],
    buildKey: key === null ? null : keyOf(next),
    wave: parentStep ? parentStep.wave + 1 : 0,
    inputs: next,
    parent: parent
      ? { name: parent.node.target.name, repository: parent.node.repository }
      : null,
    parentImage: node.parentImage,
  };
}

function keyOf(inputs: KnownInputs): string | null {
  const complete = completeInputs(inputs);
  return complete && buildKey(complete);
}

/** Ids of the images that a request names; undefined for all of them. */
function askedImages(
  images: readonly AssessedImage[],
  request: PlanRequest,
): Set<string> | undefined {
  if (!request.images) {
    return undefined;
  }
  const known = new Set(images.map(({ node }) => node.id));
  const asked = request.images.map(target => {
    const id = imageId(target);
    if (!known.has(id)) {
      throw new InputError(
        `There is no ${target.kind} ${target.name} for ${target.platform} in this source and environment.`,
      );
    }
    return id;
  });
  return new Set(asked);
}

/** What is asked for, what it stands on, and, unless left out, what stands on it. */
function select(
  images: readonly AssessedImage[],
  asked: ReadonlySet<string> | undefined,
  withoutDependents: boolean,
): Set<string> {
  if (!asked) {
    return new Set(images.map(({ node }) => node.id));
  }
  const selected = new Set(asked);
  for (const { node } of [...images].reverse()) {
    if (node.parent !== null && selected.has(node.id)) {
      selected.add(node.parent);
    }
  }
  if (!withoutDependents) {
    const reached = new Set(asked);
    for (const { node } of images) {
      if (node.parent !== null && reached.has(node.parent)) {
        reached.add(node.id);
      }
    }
    reached.forEach(id => selected.add(id));
  }
  return selected;
}

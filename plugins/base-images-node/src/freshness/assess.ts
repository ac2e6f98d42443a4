import {
  FreshnessReason,
  FreshnessStatus,
  ImageFreshness,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { buildKey, imageTag } from './BuildInputs';
import { Age, freshnessReasons } from './freshnessReasons';
import { ImageNode } from './ImageNode';
import { imageInputs, ImageInputs, KnownInputs } from './imageInputs';
import {
  ImageObservation,
  ObservationFailure,
  Observations,
  RefusedImage,
  VerifiedImage,
} from './Observation';

/** How fresh one image is, with what it would be built from. @public */
export interface AssessedImage {
  node: ImageNode;
  status: FreshnessStatus;
  reasons: FreshnessReason[];
  unknown: ObservationFailure | null;
  /** What it would be built from now; digests of parents that are built first are undefined. */
  inputs: KnownInputs;
  /** Null while a parent of it is not fresh or nothing is known. */
  buildKey: string | null;
  /** The fresh image, else the newest one. */
  image: VerifiedImage | null;
  observedAt: string | null;
  /** Why its own repository could not be asked, whatever else is not known. */
  unreachable?: ObservationFailure;
  /** What has the tag of the build key, and is not what it claims to be. */
  refused?: RefusedImage;
}

/** What every image of a source is assessed by. @public */
export interface AssessContext {
  /** Source hash of each package by its name. */
  hashes: ReadonlyMap<string, string>;
  externalImages: Observations['externalImages'];
  /** ISO 8601; decides only about age. */
  now: string;
  /** Since when there is what the files or the configuration say: what cannot be known because of them is not known since then. */
  since: string;
}

const NOT_OBSERVED: ImageObservation = {
  images: new Map(),
  newest: null,
  observedAt: null,
  failure: null,
};

/**
 * How fresh the images of a source are. An image is fresh when one of its build key was verified; what cannot be asked is
 * unknown, never stale.
 *
 * @param nodes - as {@link imageNodes} gives them: parents first.
 * @param now - ISO 8601; decides only about age.
 * @param since - since when there is what the files and the configuration say (ISO 8601).
 * @public
 */
export function assess(
  nodes: readonly ImageNode[],
  monorepo: Pick<Monorepo, 'packages'>,
  observations: Pick<Observations, 'images' | 'externalImages'>,
  now: string,
  since: string = now,
): AssessedImage[] {
  const context = {
    hashes: packageHashes(monorepo),
    externalImages: observations.externalImages,
    now,
    since,
  };
  const assessed = new Map<string, AssessedImage>();
  for (const node of nodes) {
    assessed.set(
      node.id,
      assessImage(node, {
        ...context,
        parent: assessed.get(node.parent ?? ''),
        observed: observations.images.get(node.id),
      }),
    );
  }
  return nodes.map(node => assessed.get(node.id)!);
}

/** Source hash of each package by its name. @public */
export function packageHashes({
  packages,
}: Pick<Monorepo, 'packages'>): Map<string, string> {
  return new Map(packages.map(item => [item.name, item.sourceHash]));
}

/**
 * How fresh one image is; see {@link assess}.
 *
 * @param context - with the image that it stands on where that is one of the source.
 * @public
 */
export function assessImage(
  node: ImageNode,
  context: AssessContext & {
    parent?: AssessedImage;
    observed?: ImageObservation;
  },
): AssessedImage {
  const { now, since, observed = NOT_OBSERVED } = context;
  const { newest, observedAt } = observed;
  const tooOld = ageOf(node, newest, now);
  const inputs: ImageInputs = imageInputs(node, {
    hashes: context.hashes,
    parent: context.parent ?? null,
    externalImages: context.externalImages,
    epoch: (newest?.inputs.epoch ?? 0) + (tooOld ? 1 : 0),
    since,
  });
  // Of what has a problem nobody asks.
  const unreachable =
    node.problem === null
      ? (observed.failure ?? notAskedYet(observedAt, since))
      : undefined;
  const known = {
    node,
    image: newest,
    observedAt,
    inputs: inputs.known,
    unreachable,
  };
  const failure = inputs.failure ?? unreachable;
  if (failure) {
    return {
      ...known,
      status: 'unknown',
      reasons: [],
      unknown: failure,
      buildKey: null,
    };
  }
  const complete = inputs.complete;
  const key = complete && buildKey(complete);
  const fresh = key === null ? undefined : observed.images.get(key);
  if (fresh) {
    return {
      ...known,
      image: fresh,
      status: 'fresh',
      reasons: [],
      unknown: null,
      buildKey: key,
    };
  }
  return {
    ...known,
    status: newest ? 'stale' : 'missing',
    reasons: newest
      ? freshnessReasons(
          newest.inputs,
          inputs.known,
          node.source.dockerfile,
          tooOld,
        )
      : [],
    unknown: null,
    buildKey: key,
    refused: key === null ? undefined : observed.refused?.get(imageTag(key)),
  };
}

function notAskedYet(
  observedAt: string | null,
  since: string,
): ObservationFailure | undefined {
  return observedAt === null
    ? { message: 'The registry has not been asked yet.', since }
    : undefined;
}

/** Undefined as long as the newest image is not older than it may be. */
function ageOf(
  { maxAgeHours }: ImageNode,
  newest: VerifiedImage | null,
  now: string,
): Age | undefined {
  if (!newest || maxAgeHours === null) {
    return undefined;
  }
  const due = Date.parse(newest.pushedAt) + maxAgeHours * 3_600_000;
  return Date.parse(now) > due
    ? { builtAt: newest.pushedAt, due: new Date(due).toISOString() }
    : undefined;
}

/** As the API tells it. @public */
export function toImageFreshness(
  { node, image, ...assessed }: AssessedImage,
  building: ImageFreshness['building'] = null,
): ImageFreshness {
  return {
    ...node.target,
    repository: node.repository,
    status: assessed.status,
    reasons: assessed.reasons,
    unknown: assessed.unknown,
    buildKey: assessed.buildKey,
    digest: image?.digest ?? null,
    pushedAt: image?.pushedAt ?? null,
    sizeInBytes: image?.sizeInBytes ?? null,
    observedAt: assessed.observedAt,
    building,
    refused: assessed.refused ?? null,
  };
}

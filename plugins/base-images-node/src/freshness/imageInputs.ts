import { parseImageReference } from '../docker/ImageReference';
import { AssessedImage } from './assess';
import { baseImageReference, BuildInputs } from './BuildInputs';
import { ImageNode } from './ImageNode';
import {
  externalImageKey,
  ObservationFailure,
  Observations,
} from './Observation';

/** What an image would be built from; undefined digests are those of parents that are built first. @public */
export interface KnownInputs extends Omit<BuildInputs, 'images'> {
  images: Record<string, string | undefined>;
}

/** What an image would be built from now, as far as it is known. */
export interface ImageInputs {
  known: KnownInputs;
  /** Null while a digest is not known. */
  complete: BuildInputs | null;
  /** Why something that has to be known is not. */
  failure: ObservationFailure | null;
}

/** Puts together what an image would be built from. */
export function imageInputs(
  node: ImageNode,
  context: {
    /** Source hash of each package by its name. */
    hashes: ReadonlyMap<string, string>;
    parent: AssessedImage | null;
    externalImages: Observations['externalImages'];
    epoch: number;
    since: string;
  },
): ImageInputs {
  const { target, source, args, problem } = node;
  const { hashes, parent, externalImages, epoch, since } = context;
  let failure: ObservationFailure | null =
    problem === null ? null : { message: problem, since };
  const images: Record<string, string | undefined> = {};
  if (source.externalImages === null) {
    failure ??= {
      message: `An image that ${source.dockerfile ?? target.name} reads cannot be told. Give its build argument a default, or declare it in the infrastructure code.`,
      since,
    };
  }
  for (const image of source.externalImages ?? []) {
    const pinned = parseImageReference(image)?.digest;
    const observed = externalImages.get(
      externalImageKey(image, target.platform),
    );
    if (pinned) {
      images[image] = pinned;
    } else if (observed && 'digest' in observed) {
      images[image] = observed.digest;
    } else {
      failure ??= observed?.failure ?? {
        message: `The registry of ${image} has not been asked yet.`,
        since,
      };
    }
  }
  if (parent) {
    failure ??= parent.unknown && {
      ...parent.unknown,
      message: `${parent.node.target.name}, which it stands on, is not known: ${parent.unknown.message}`,
    };
    images[baseImageReference(parent.node.target.name)] =
      parent.status === 'fresh' ? parent.image?.digest : undefined;
  }
  const known = {
    target,
    sourceHash: source.sourceHash,
    dockerfileHash: source.dockerfileHash,
    dependenciesHash: source.dependenciesHash,
    packages: Object.fromEntries(
      source.packages.map(name => [name, hashes.get(name) ?? '']),
    ),
    images,
    args,
    epoch,
  };
  return { known, complete: failure ? null : completeInputs(known), failure };
}

/**
 * The inputs of an image once the digest of its base image is known: what a step of a rebuild is built from.
 *
 * @param parent - name of the base image.
 * @public
 */
export function withParentDigest(
  inputs: KnownInputs,
  parent: string,
  digest: string,
): KnownInputs {
  const images = { ...inputs.images, [baseImageReference(parent)]: digest };
  return { ...inputs, images };
}

/** The inputs when every digest is known, else null. @public */
export function completeInputs(inputs: KnownInputs): BuildInputs | null {
  const { images } = inputs;
  return isComplete(images) ? { ...inputs, images } : null;
}

function isComplete(
  images: Record<string, string | undefined>,
): images is Record<string, string> {
  return Object.values(images).every(value => value !== undefined);
}

import { ImageNode, imageId } from '../ImageNode';
import { BuildInputs, buildKey } from '../BuildInputs';
import { ImageObservation, Observations, VerifiedImage } from '../Observation';

export const PLATFORM = 'linux/arm64';
export const LATER = '2026-03-01T00:00:00.000Z';
const PUSHED = '2026-02-01T00:00:00.000Z';

/** A base image, or a Lambda on one. */
export function exampleNode(
  kind: 'base-image' | 'lambda',
  name: string,
  node: Partial<Omit<ImageNode, 'parent'>> & {
    parent?: string;
    packages?: string[];
    externalImages?: string[] | null;
    sourceHash?: string;
    dockerfileHash?: string;
    dependenciesHash?: string | null;
  } = {},
): ImageNode {
  const { parent, packages = [], externalImages = [], ...rest } = node;
  const { sourceHash = `${name}-1`, dockerfileHash = `${name}-file` } = node;
  const target = { kind, name, platform: PLATFORM };
  return {
    id: imageId(target),
    target,
    repository: `acme/${name}`,
    source: {
      dockerfile: kind === 'lambda' ? `${name}/Dockerfile` : null,
      sourceHash,
      dockerfileHash,
      dependenciesHash: node.dependenciesHash ?? null,
      packages,
      externalImages,
    },
    parent: parent
      ? imageId({ kind: 'base-image', name: parent, platform: PLATFORM })
      : null,
    parentImage: null,
    args: {},
    maxAgeHours: null,
    functions: [],
    problem: null,
    ...rest,
  };
}

/** The image that a build from these inputs gives. */
export function builtFrom(
  inputs: BuildInputs,
  image: Partial<VerifiedImage> = {},
): VerifiedImage {
  const key = buildKey(inputs);
  return {
    digest: `sha256:${key}`,
    buildKey: key,
    inputs,
    pushedAt: PUSHED,
    sizeInBytes: 1,
    ...image,
  };
}

export function observed(...images: VerifiedImage[]): ImageObservation {
  return {
    images: new Map(images.map(image => [image.buildKey, image])),
    newest: images.at(-1) ?? null,
    observedAt: LATER,
    failure: null,
  };
}

export function observations(
  images: Iterable<[ImageNode, ImageObservation]>,
  externalImages: Observations['externalImages'] = new Map(),
): Pick<Observations, 'images' | 'externalImages'> {
  return {
    images: new Map(
      [...images].map(([node, observation]) => [node.id, observation]),
    ),
    externalImages,
  };
}

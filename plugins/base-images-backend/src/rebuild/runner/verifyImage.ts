import {
  BuildInputs,
  buildKey,
  ImageContents,
  baseImageIn,
  readImageLabels,
  standsOnChain,
} from '@base-images/backstage-plugin-base-images-node';

/**
 * Why an image is not the one that was to be built; undefined when it is.
 *
 * @param baseChain - names the layers of the base image that it is to stand on (`layerChain`), where they are known: a builder that
 * took an older one from its cache sets the right labels all the same.
 */
export function verifyImage(
  image: ImageContents,
  inputs: BuildInputs,
  baseChain?: string | null,
): string | undefined {
  if (image.index) {
    return `${image.digest} is an image index, which Lambda refuses: build with --provenance=false --sbom=false for one platform`;
  }
  const { platform } = inputs.target;
  if (image.platform !== platform) {
    return `${image.digest} is for ${image.platform ?? 'an unknown platform'} instead of ${platform}`;
  }
  const labels = readImageLabels(image.labels);
  if (!labels) {
    return `${image.digest} has no labels that say what it was built from`;
  }
  if (labels.key !== buildKey(inputs)) {
    return `${image.digest} was built from something else: its build key is ${labels.key}`;
  }
  const base = baseImageIn(inputs);
  return base && baseChain && !standsOnChain(image.layers ?? [], baseChain)
    ? `${image.digest} does not stand on ${base.name}@${base.digest}, although its labels say so: its layers do not begin with those of that image`
    : undefined;
}

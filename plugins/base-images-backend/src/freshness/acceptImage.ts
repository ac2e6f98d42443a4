import {
  baseImageIn,
  ImageContents,
  ImageNode,
  ImageSummary,
  imageTag,
  layerChain,
  readImageLabels,
} from '@base-images/backstage-plugin-base-images-node';
import { verifyImage } from '../rebuild/runner/verifyImage';
import { NewImage } from '../rebuild/store/RebuildRecords';

/**
 * A verified image of a repository, or why it is none: labels are anybody's words, and whatever is built on an image inherits its
 * labels.
 *
 * @param nodes - the images that the repository is for.
 * @param baseChain - gives the layers of a base image, where they are known.
 */
export function acceptImage(
  summary: ImageSummary,
  contents: ImageContents,
  nodes: readonly ImageNode[],
  baseChain: (name: string, digest: string) => string | null,
): NewImage | { problem: string } {
  const { digest } = summary;
  const labels = readImageLabels(contents.labels);
  if (!labels) {
    return {
      problem: contents.index
        ? `${digest} is an image index, which Lambda refuses`
        : `${digest} has no labels that say what it was built from`,
    };
  }
  const { key, inputs } = labels;
  const { kind, name, platform } = inputs.target;
  const base = baseImageIn(inputs);
  const problem = verifyImage(
    contents,
    inputs,
    base && baseChain(base.name, base.digest),
  );
  if (problem) {
    return { problem };
  }
  if (!summary.tags.includes(imageTag(key))) {
    return {
      problem: `${digest} was built from something else: its build key is ${key}`,
    };
  }
  // A Lambda whose Dockerfile was moved has another name, but its images are still its own.
  const isOfRepository = nodes.some(
    ({ target }) =>
      target.kind === kind && (kind === 'lambda' || target.name === name),
  );
  if (!isOfRepository) {
    return { problem: `${digest} is an image of ${name}` };
  }
  return {
    repository: nodes[0].repository,
    buildKey: key,
    digest,
    inputs,
    platform,
    sizeInBytes: summary.sizeInBytes,
    pushedAt: summary.pushedAt,
    layerChain: layerChain(contents.layers ?? []),
  };
}

import { FunctionFreshness } from '@base-images/backstage-plugin-base-images-common';
import { matchGlob } from '../glob/matchGlob';
import { FunctionSummary } from '../services/ImageRegistry';
import { AssessedImage } from './assess';
import { functionOwners, isWholeName } from './functionOwners';
import { Observations } from './Observation';

/**
 * How fresh what functions run is: a function pins a digest and does not follow tags. The functions of an image are those that
 * infrastructure code names, as far as the environment lets them be read.
 *
 * @param readable - patterns of the functions that may be read.
 * @param owners - as {@link functionOwners} gives them for all images of the source, where these are only some of them.
 * @returns sorted by name.
 * @public
 */
export function assessFunctions(
  images: readonly AssessedImage[],
  observed: Observations['functions'],
  readable: readonly string[],
  owners: ReadonlyMap<string, string> = functionOwners(
    images.map(({ node }) => node),
    observed.functions,
  ),
): FunctionFreshness[] {
  const byId = new Map(images.map(image => [image.node.id, image]));
  const seen = new Set<string>();
  const found = observed.functions.flatMap(item => {
    const image = byId.get(owners.get(item.functionName) ?? '');
    seen.add(item.functionName);
    return image ? [assessFunction(item, image, observed)] : [];
  });
  for (const { node } of images) {
    for (const functionName of node.functions) {
      const named =
        isWholeName(functionName) &&
        !seen.has(functionName) &&
        readable.some(pattern => matchGlob(pattern, functionName));
      if (named) {
        seen.add(functionName);
        found.push({
          functionName,
          lambda: node.target.name,
          platform: node.target.platform,
          status:
            observed.failure || observed.observedAt === null
              ? 'unknown'
              : 'missing',
          reasons: [],
          unknown: observed.failure,
          digest: null,
          observedAt: observed.observedAt,
        });
      }
    }
  }
  return found.sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
}

function assessFunction(
  { functionName, digest }: FunctionSummary,
  { node, image, status, unreachable, unknown: imageUnknown }: AssessedImage,
  { failure, observedAt }: Observations['functions'],
): FunctionFreshness {
  const { name, platform } = node.target;
  const common = { functionName, lambda: name, platform, digest, observedAt };
  // Without its registry nobody knows what the newest image is.
  const unknown =
    failure ??
    (unreachable && imageUnknown) ??
    (image
      ? null
      : {
          message: `No image of ${name} was built yet. Build it first.`,
          since: observedAt ?? '',
        });
  if (unknown || !image) {
    return { ...common, status: 'unknown', reasons: [], unknown };
  }
  // What runs the newest image of a Lambda whose image is stale itself is behind as well, but a deployment is no help.
  const current = digest === image.digest;
  return current
    ? { ...common, status: 'fresh', reasons: [], unknown: null }
    : {
        ...common,
        status: 'stale',
        reasons: [
          {
            kind: 'deploy',
            subject: functionName,
            from: digest,
            to: status === 'fresh' ? image.digest : null,
          },
        ],
        unknown: null,
      };
}

import { parseDockerfile } from '../docker/parseDockerfile';
import { resolveStages } from '../docker/resolveStages';
import { externalImages } from '../docker/externalImages';

/**
 * The images that a build of a base image reads from registries: what it stands on, unless that is another base image, and what
 * its `setup` copies from. Sorted; null where one cannot be told.
 *
 * @param from - undefined for another base image, null for an image that cannot be told.
 */
export function setupImages(
  setup: readonly string[],
  from: string | null | undefined,
): string[] | null {
  if (from === null) {
    return null;
  }
  const stages = resolveStages(
    parseDockerfile(['FROM scratch', ...setup].join('\n')),
    { target: null, buildArgs: {}, buildContexts: {}, platform: null },
  );
  const images = externalImages(stages, stages[stages.length - 1]);
  return images && from !== undefined
    ? [...new Set([from, ...images])].sort()
    : images;
}

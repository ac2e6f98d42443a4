import { BuildState, RegionState } from '../state';

/** The build of an id or ARN, or undefined when the service does not know it. */
export function findBuild(
  reference: string,
  region: RegionState,
): BuildState | undefined {
  const prefix = `arn:aws:codebuild:${region.region}:${region.account}:build/`;
  const id = reference.startsWith(prefix)
    ? reference.slice(prefix.length)
    : reference;
  const build = region.builds[id];
  return build && !isForgotten(build) ? build : undefined;
}

/** Whether the service behaves as though the build had never been. */
export function isForgotten(build: BuildState): boolean {
  return build.effects.some(({ kind }) => kind === 'forgotten');
}

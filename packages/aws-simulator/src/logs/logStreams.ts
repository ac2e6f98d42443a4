import { LogStreamState, RegionState } from '../state';

/** The stream, made if it is not there. */
export function ensureLogStream(
  region: RegionState,
  group: string,
  stream: string,
  at: number,
): LogStreamState {
  region.logGroups[group] ??= {};
  region.logGroups[group][stream] ??= { createdAt: at, events: [] };
  return region.logGroups[group][stream];
}

/** Where the log of a build is. */
export function logOfBuild(build: { projectName: string; id: string }): {
  group: string;
  stream: string;
} {
  return {
    group: `/aws/codebuild/${build.projectName}`,
    stream: build.id.slice(build.id.indexOf(':') + 1),
  };
}

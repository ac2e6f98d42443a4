import type {
  StopBuildInput,
  StopBuildOutput,
} from '@aws-sdk/client-codebuild';
import { isComplete } from '../builds/phases';
import { CallContext } from '../http/Call';
import { AwsError } from '../wire/AwsError';
import { Wire } from '../wire/Wire';
import { describeBuild } from './describeBuild';
import { findBuild } from './findBuild';

/** StopBuild: a build that has ended stays as it ended. */
export function stopBuild(
  input: Wire<StopBuildInput>,
  { region, cloud, now }: CallContext,
): Wire<StopBuildOutput> {
  if (!input.id) {
    throw new AwsError('InvalidInputException', 'Build id is required');
  }
  const build = findBuild(input.id, region);
  if (!build) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Build cannot be found: ${input.id}`,
    );
  }
  if (!isComplete(build)) {
    cloud.queue.stop(build, now);
  }
  return { build: describeBuild(build) };
}

import type {
  BatchGetBuildsInput,
  BatchGetBuildsOutput,
} from '@aws-sdk/client-codebuild';
import { CallContext } from '../http/Call';
import { Wire } from '../wire/Wire';
import { describeBuild } from './describeBuild';
import { findBuild } from './findBuild';
import { checkBatch } from './checkBatch';

/** BatchGetBuilds: what is not known is listed, never an error. */
export function batchGetBuilds(
  input: Wire<BatchGetBuildsInput>,
  { region }: CallContext,
): Wire<BatchGetBuildsOutput> {
  const ids = checkBatch(input.ids, 'ids');
  const output: Wire<BatchGetBuildsOutput> = { builds: [], buildsNotFound: [] };
  for (const id of ids) {
    const build = findBuild(id, region);
    if (build) {
      output.builds!.push(describeBuild(build));
    } else {
      output.buildsNotFound!.push(id);
    }
  }
  return output;
}

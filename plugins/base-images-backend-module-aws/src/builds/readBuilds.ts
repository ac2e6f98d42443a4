import {
  BatchGetBuildsCommand,
  Build,
  CodeBuildClient,
} from '@aws-sdk/client-codebuild';
import { callAws } from '../clients/callAws';

/** Ids that one BatchGetBuilds takes. */
const BATCH = 100;

/**
 * What CodeBuild tells of builds, one request for a hundred. An id that is neither among the builds nor among those that were not
 * found was left out of the answer: that says nothing.
 */
export async function readBuilds(
  codeBuild: CodeBuildClient,
  buildIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ builds: Build[]; notFound: string[] }> {
  const builds: Build[] = [];
  const notFound: string[] = [];
  for (let start = 0; start < buildIds.length; start += BATCH) {
    const ids = buildIds.slice(start, start + BATCH);
    const answer = await callAws('Status of builds', signal, () =>
      codeBuild.send(new BatchGetBuildsCommand({ ids }), {
        abortSignal: signal,
      }),
    );
    builds.push(...(answer.builds ?? []));
    notFound.push(...(answer.buildsNotFound ?? []));
  }
  return { builds, notFound };
}

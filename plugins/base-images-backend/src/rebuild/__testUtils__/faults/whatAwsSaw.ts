import { AwsSimulator } from '@base-images/aws-simulator';
import { ENVIRONMENT } from '../exampleRebuild';

const { account, region } = ENVIRONMENT;

/** What AWS saw of a rebuild. */
export interface Seen {
  /** Requests to start a build. */
  starts: number;
  /** Different tokens of them. */
  tokens: number;
  /** Builds that began. */
  builds: number;
  /** Requests to stop a build. */
  stops: number;
  /** Committed tags by the name of the image, and whether they name an image that a build of ours pushed. */
  committed: string[];
  /** Requests to change what a function runs. */
  updates: number;
  /** Functions that run an image that a build of ours pushed. */
  deployed: string[];
}

/** Counts what came over the wire and what became of it: nothing of our own bookkeeping. */
export function whatAwsSaw(simulator: AwsSimulator): Seen {
  const { builds, repositories, functions } = simulator.region(account, region);
  const requests = (name: string) => simulator.requests.list(name);
  const starts = requests('codebuild:StartBuild');
  const pushed = new Set(
    Object.values(builds).map(
      ({ exportedVariables }) => exportedVariables.BASE_IMAGES_DIGEST,
    ),
  );
  return {
    starts: starts.length,
    tokens: new Set(starts.map(({ input }) => input.idempotencyToken)).size,
    builds: Object.keys(builds).length,
    stops: requests('codebuild:StopBuild').length,
    committed: Object.entries(repositories)
      .flatMap(([name, { tags }]) =>
        Object.entries(tags)
          .filter(([tag]) => tag.startsWith('src-'))
          .map(([, digest]) =>
            [
              name.replace(/^.*\//, ''),
              pushed.has(digest) ? '' : ' by somebody else',
            ].join(''),
          ),
      )
      .sort(),
    updates: requests('lambda:UpdateFunctionCode').length,
    deployed: Object.entries(functions).flatMap(
      ([name, { resolvedImageUri }]) =>
        pushed.has(resolvedImageUri.replace(/^.*@/, '')) ? [name] : [],
    ),
  };
}

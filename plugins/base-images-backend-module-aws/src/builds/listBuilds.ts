import {
  Build,
  CodeBuildClient,
  ListBuildsForProjectCommand,
  ListBuildsForProjectCommandOutput,
} from '@aws-sdk/client-codebuild';
import {
  BuildStatus,
  ServiceError,
} from '@base-images/backstage-plugin-base-images-node';
import { callAws } from '../clients/callAws';
import { readBuilds } from './readBuilds';
import { toBuildStatus } from './toBuildStatus';

/** Pages of builds that are looked through. */
const MAX_PAGES = 200;
/** As many as a full page: builds are listed newest first, but not strictly, and a page may hold fewer. */
const OLDER_IN_A_ROW = 100;

/**
 * All builds of a project that began at `since` or later; those of which nobody says when they began are among them.
 *
 * @param since - milliseconds since 1970.
 * @throws ServiceError `no-answer` unless CodeBuild told each one of them, and what it was started with: somebody takes it that a
 * build that is not here never began.
 */
export async function listBuilds(
  codeBuild: CodeBuildClient,
  projectName: string,
  since: number,
  signal: AbortSignal | undefined,
): Promise<BuildStatus[]> {
  const found: BuildStatus[] = [];
  const project = { codeBuild, projectName, signal };
  let older = 0;
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { ids, nextToken } = await listPage(project, token);
    if (!ids || (nextToken && nextToken === token)) {
      throw new ServiceError(
        'no-answer',
        `The list of the builds of ${projectName} is not complete.`,
      );
    }
    for (const build of await readAll(project, ids)) {
      const isOlder = build.startTime && build.startTime.getTime() < since;
      older = isOlder ? older + 1 : 0;
      if (!isOlder) {
        found.push(toBuildStatus(build));
      }
    }
    if (!nextToken || older >= OLDER_IN_A_ROW) {
      return found;
    }
    token = nextToken;
  }
  throw new ServiceError(
    'no-answer',
    `${projectName} has too many builds since ${new Date(since).toISOString()} to look through.`,
  );
}

interface Project {
  codeBuild: CodeBuildClient;
  projectName: string;
  signal: AbortSignal | undefined;
}

function listPage(
  { codeBuild, projectName, signal }: Project,
  nextToken: string | undefined,
): Promise<ListBuildsForProjectCommandOutput> {
  return callAws(`Builds of ${projectName}`, signal, () =>
    codeBuild.send(
      new ListBuildsForProjectCommand({
        projectName,
        sortOrder: 'DESCENDING',
        nextToken,
      }),
      { abortSignal: signal },
    ),
  );
}

/** In the order of the ids. */
async function readAll(
  { codeBuild, projectName, signal }: Project,
  ids: readonly string[],
): Promise<Build[]> {
  const { builds } = await readBuilds(codeBuild, ids, signal);
  const byId = new Map(builds.map(build => [build.id, build]));
  return ids.map(id => {
    const build = byId.get(id);
    // Whose it is, is told by what it was started with.
    if (!build?.environment) {
      throw new ServiceError(
        'no-answer',
        `${projectName} lists builds of which CodeBuild does not tell more yet, such as ${id}.`,
      );
    }
    return build;
  });
}

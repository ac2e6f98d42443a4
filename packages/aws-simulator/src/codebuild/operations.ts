import { Operation } from '../http/Call';
import { batchGetBuilds } from './batchGetBuilds';
import { batchGetProjects } from './batchGetProjects';
import { listBuildsForProject } from './listBuildsForProject';
import { startBuild } from './startBuild';
import { stopBuild } from './stopBuild';

/** CodeBuild, API version 2016-10-06. */
export const codeBuildOperations: Record<string, Operation> = {
  StartBuild: startBuild,
  BatchGetBuilds: batchGetBuilds,
  StopBuild: stopBuild,
  ListBuildsForProject: listBuildsForProject,
  BatchGetProjects: batchGetProjects,
};

import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { BuildRecord } from '../store/RebuildRecords';
import { registryOf, RunContext } from './RunContext';

/**
 * The environment that a build was asked for in, with the project that it had then: a step that took the build over may be in another
 * one, and the configuration may have changed. A token, and a list of builds, mean something only there.
 *
 * @returns undefined when nobody can be asked any more.
 */
export function environmentOf(
  { environments }: Pick<RunContext, 'environments'>,
  build: BuildRecord,
): SourceEnvironment | undefined {
  const environment = environments.find(
    item =>
      item.sourceId === build.sourceId &&
      item.id === build.environment &&
      registryOf(item) === build.registry,
  );
  return environment && build.project !== null
    ? {
        ...environment,
        projects: new Map(environment.projects).set(
          build.platform,
          build.project,
        ),
      }
    : environment;
}

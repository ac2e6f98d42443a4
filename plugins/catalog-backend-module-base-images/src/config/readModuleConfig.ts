import {
  SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { STATIC_LOCATION_TYPE } from '../entities/sourceLocation';

const SCHEDULE = 'catalog.providers.baseImages.schedule';

/** Cheap where nothing changed, since the backend answers with ETags. */
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 5 },
  initialDelay: { seconds: 3 },
};

/** What the module reads from the configuration. */
export interface ModuleConfig {
  /** Ids of all sources, in the order of the configuration. */
  sourceIds: string[];
  /** Those that a static location names, which the provider therefore leaves to it. */
  staticSourceIds: string[];
  schedule: SchedulerServiceTaskScheduleDefinition;
}

function readStaticSourceIds(config: Config): Set<string> {
  const locations = config.getOptionalConfigArray('catalog.locations') ?? [];
  return new Set(
    locations
      .filter(location => location.getString('type') === STATIC_LOCATION_TYPE)
      .map(location => location.getString('target')),
  );
}

function readSchedule(config: Config): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig(SCHEDULE);
  if (!schedule) {
    return DEFAULT_SCHEDULE;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  } catch (error) {
    throw new InputError(
      `'${SCHEDULE}' is no valid schedule: write for example { frequency: { minutes: 1 }, timeout: { minutes: 5 } }`,
      error,
    );
  }
}

/**
 * Reads `baseImages.sources`, `catalog.locations` and `catalog.providers.baseImages`.
 *
 * @throws InputError that names the setting
 */
export function readModuleConfig(config: Config): ModuleConfig {
  // Read as plain data, since a source id may hold a dot.
  const sources = config.getOptional<object>('baseImages.sources') ?? {};
  const sourceIds = Object.keys(sources);
  const staticSourceIds = readStaticSourceIds(config);
  for (const id of staticSourceIds) {
    if (!sourceIds.includes(id)) {
      throw new InputError(
        `'catalog.locations' has the target '${id}' of type ${STATIC_LOCATION_TYPE}, which must be a key of 'baseImages.sources': ${
          sourceIds.join(', ') || 'none is configured'
        }`,
      );
    }
  }
  return {
    sourceIds,
    staticSourceIds: [...staticSourceIds],
    schedule: readSchedule(config),
  };
}

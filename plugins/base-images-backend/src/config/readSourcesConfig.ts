import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { readEntitySettings } from './readEntitySettings';
import { readObject, readString } from './readSetting';
import { SourceConfig, SourceTarget } from './SourceConfig';

const SOURCES = 'baseImages.sources';
const SETTINGS = [
  'target',
  'schedule',
  'defaultOwner',
  'owners',
  'namespace',
  'namePrefix',
  'names',
  'system',
  'lifecycle',
  'types',
  'trustedLocations',
  'environments',
];
const DEFAULT_SCHEDULE = {
  frequency: { minutes: 30 },
  timeout: { minutes: 10 },
};

/**
 * Reads `baseImages.sources`, sorted by id.
 *
 * @throws InputError that names the setting and says what to write.
 */
export function readSourcesConfig(config: Config): SourceConfig[] {
  // Read as plain data: ids such as `monorepo-2` and owners such as `@acme/payments` are no keys that a Config can look up.
  const sources = readObject(config.getOptional(SOURCES), SOURCES);
  const result = Object.keys(sources)
    .sort()
    .map(id => readSource(id, sources[id]));
  refuseSharedSystems(result);
  return result;
}

function readSource(id: string, value: JsonValue | undefined): SourceConfig {
  const key = `${SOURCES}.${id}`;
  if (!/^[a-z0-9]+([-_.][a-z0-9]+)*$/.test(id) || id.length > 63) {
    throw new InputError(
      `'${key}' is no valid source id: write lower-case letters and digits, separated by '-', '_' or '.', 63 at most`,
    );
  }
  const settings = readObject(value, key);
  const unknown = Object.keys(settings).find(name => !SETTINGS.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `'${key}.${unknown}' is no setting: write one of ${SETTINGS.join(', ')}`,
    );
  }
  return {
    id,
    target: readTarget(settings.target, `${key}.target`),
    schedule: readSchedule(settings.schedule, `${key}.schedule`),
    entities: readEntitySettings(id, settings, key),
  };
}

function readTarget(value: JsonValue | undefined, key: string): SourceTarget {
  const target = readString(
    value,
    key,
    `the URL of the monorepo, such as https://github.com/acme/receipts/tree/main, or the path of a local folder`,
  );
  if (/^https?:\/\//i.test(target)) {
    if (!URL.canParse(target)) {
      throw new InputError(`'${key}' is no valid URL: ${target}`);
    }
    return { type: 'url', url: target };
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(target)) {
    throw new InputError(
      `'${key}' must be an https URL or the path of a local folder, not '${target}'`,
    );
  }
  return { type: 'folder', path: target };
}

function readSchedule(
  value: JsonValue | undefined,
  key: string,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = { ...DEFAULT_SCHEDULE, ...readObject(value, key) };
  try {
    return {
      ...readSchedulerServiceTaskScheduleDefinitionFromConfig(
        new ConfigReader(schedule),
      ),
      // Every replica serves what one of them scanned.
      scope: 'global',
    };
  } catch (error) {
    throw new InputError(
      `'${key}' is no valid schedule: write for example { frequency: { minutes: 30 }, timeout: { minutes: 10 } }`,
      error,
    );
  }
}

/** Two sources with one System could not be told apart when a request asks for what its caller may read. */
function refuseSharedSystems(sources: SourceConfig[]): void {
  const idBySystem = new Map<string, string>();
  for (const { id, entities } of sources) {
    const system = `${entities.namespace}/${entities.system}`.toLowerCase();
    const other = idBySystem.get(system);
    if (other !== undefined) {
      throw new InputError(
        `'${SOURCES}.${id}.system' must not be '${entities.system}', which is the System of source '${other}': write another name`,
      );
    }
    idBySystem.set(system, id);
  }
}

import {
  Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, JsonValue } from '@backstage/types';
import { readObject } from '../config/readSetting';
import { NotificationSettings } from './NotificationSettings';

const KEY = 'baseImages.notifications';
const SOURCES = 'baseImages.sources';
const SETTINGS = ['enabled', 'staleAfter'];
const DEFAULT_STALE_AFTER = { minutes: 15 };

/**
 * Reads `baseImages.notifications`, and which environments nobody is told about.
 *
 * @throws InputError that names the setting and says what to write.
 */
export function readNotificationSettings(config: Config): NotificationSettings {
  const settings = readObject(config.getOptional(KEY), KEY);
  const unknown = Object.keys(settings).find(name => !SETTINGS.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `'${KEY}.${unknown}' is no setting: write one of ${SETTINGS.join(', ')}`,
    );
  }
  const sources = readObject(config.getOptional(SOURCES), SOURCES);
  return {
    enabled: readBoolean(settings.enabled, `${KEY}.enabled`),
    staleAfterMs: readStaleAfter(settings.staleAfter),
    silent: Object.keys(sources).flatMap(sourceId =>
      silentEnvironments(sourceId, sources[sourceId]).map(id => ({
        sourceId,
        id,
      })),
    ),
  };
}

function silentEnvironments(
  sourceId: string,
  source: JsonValue | undefined,
): string[] {
  const parent = `${SOURCES}.${sourceId}`;
  const key = `${parent}.environments`;
  const environments = readObject(readObject(source, parent).environments, key);
  return Object.keys(environments).filter(id => {
    const { notifications } = readObject(environments[id], `${key}.${id}`);
    return !readBoolean(notifications, `${key}.${id}.notifications`);
  });
}

/** True when left out. */
function readBoolean(value: JsonValue | undefined, key: string): boolean {
  if (value !== undefined && typeof value !== 'boolean') {
    throw new InputError(
      `'${key}' must be true or false, not ${JSON.stringify(value)}`,
    );
  }
  return value ?? true;
}

function readStaleAfter(value: JsonValue | undefined): number {
  try {
    return durationToMilliseconds(
      readDurationFromConfig(
        new ConfigReader({ staleAfter: value ?? DEFAULT_STALE_AFTER }),
        { key: 'staleAfter' },
      ),
    );
  } catch (error) {
    throw new InputError(
      `'${KEY}.staleAfter' is no duration: write for example { minutes: 15 }`,
      error,
    );
  }
}

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { readInteger, readObject, readString, readTexts } from './readSetting';

const SOURCES = 'baseImages.sources';
const SETTINGS = [
  'account',
  'region',
  'repositoryPrefix',
  'projects',
  'bucket',
  'functions',
  'deploy',
  'rebuild',
  'concurrency',
  'buildsPerDay',
  'timeoutMinutes',
  'queuedTimeoutMinutes',
  'registries',
  // Read by readNotificationSettings.
  'notifications',
];
const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const REGISTRIES = ['docker.io', 'ghcr.io', 'public.ecr.aws', 'quay.io'];
const PREFIX = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)+$/;

/**
 * Reads `baseImages.sources.<id>.environments`, sorted by source and id.
 *
 * @throws InputError that names the setting and says what to write.
 */
export function readEnvironmentsConfig(config: Config): SourceEnvironment[] {
  const sources = readObject(config.getOptional(SOURCES), SOURCES);
  const result = Object.keys(sources)
    .sort()
    .flatMap(sourceId => {
      const source = readObject(sources[sourceId], `${SOURCES}.${sourceId}`);
      const key = `${SOURCES}.${sourceId}.environments`;
      const environments = readObject(source.environments, key);
      return Object.keys(environments)
        .sort()
        .map(id => readEnvironment(sourceId, id, environments[id], key));
    });
  refuseSharedRepositories(result);
  return result;
}

function readEnvironment(
  sourceId: string,
  id: string,
  value: JsonValue | undefined,
  parent: string,
): SourceEnvironment {
  const key = `${parent}.${id}`;
  if (!/^[a-z0-9]+([-_.][a-z0-9]+)*$/.test(id) || id.length > 63) {
    throw new InputError(
      `'${key}' is no valid id of an environment: write lower-case letters and digits, separated by '-', '_' or '.', 63 at most`,
    );
  }
  const settings = readObject(value, key);
  const unknown = Object.keys(settings).find(name => !SETTINGS.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `'${key}.${unknown}' is no setting: write one of ${SETTINGS.join(', ')}`,
    );
  }
  const functions = readTexts(settings.functions, `${key}.functions`);
  const deploy = readTexts(settings.deploy, `${key}.deploy`);
  if (deploy.length > 0 && functions.length === 0) {
    throw new InputError(
      `'${key}.deploy' needs '${key}.functions': a function is read before an image is deployed to it`,
    );
  }
  const rebuild = settings.rebuild ?? 'manual';
  if (rebuild !== 'manual' && rebuild !== 'auto') {
    throw new InputError(
      `'${key}.rebuild' must be 'manual' or 'auto', not ${JSON.stringify(rebuild)}`,
    );
  }
  return {
    sourceId,
    id,
    account: readMatching(
      settings,
      key,
      'account',
      /^\d{12}$/,
      "the 12 digits of an AWS account, in quotes, such as '123456789012'",
    ),
    region: readMatching(
      settings,
      key,
      'region',
      /^[a-z]{2}(?:-[a-z]+)+-\d$/,
      'an AWS region, such as eu-central-1',
    ),
    repositoryPrefix: readMatching(
      { repositoryPrefix: `${sourceId}/`, ...settings },
      key,
      'repositoryPrefix',
      PREFIX,
      'the beginning of names of repositories, with a slash at its end, such as receipts/',
    ),
    projects: readProjects(settings.projects, `${key}.projects`),
    bucket: readMatching(
      settings,
      key,
      'bucket',
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'the name of an S3 bucket with versions',
    ),
    functions,
    deploy,
    rebuild,
    concurrency: readInteger(settings.concurrency, `${key}.concurrency`, {
      defaultValue: 4,
      minimum: 1,
      maximum: 100,
    }),
    buildsPerDay: readInteger(settings.buildsPerDay, `${key}.buildsPerDay`, {
      defaultValue: 200,
      minimum: 1,
      maximum: 100_000,
    }),
    timeoutMinutes: readInteger(
      settings.timeoutMinutes,
      `${key}.timeoutMinutes`,
      { defaultValue: 60, minimum: 5, maximum: 480 },
    ),
    queuedTimeoutMinutes: readInteger(
      settings.queuedTimeoutMinutes,
      `${key}.queuedTimeoutMinutes`,
      { defaultValue: 60, minimum: 5, maximum: 480 },
    ),
    registries: settings.registries
      ? readTexts(settings.registries, `${key}.registries`)
      : REGISTRIES,
  };
}

function readProjects(
  value: JsonValue | undefined,
  key: string,
): ReadonlyMap<string, string> {
  const projects = readObject(value, key);
  const platforms = Object.keys(projects).sort();
  if (platforms.length === 0) {
    throw new InputError(
      `'${key}' is missing: write the CodeBuild project of each platform, such as { linux/arm64: base-images-arm64 }`,
    );
  }
  return new Map(
    platforms.map(platform => {
      if (!PLATFORMS.includes(platform)) {
        throw new InputError(
          `'${key}.${platform}' is no platform: write one of ${PLATFORMS.join(', ')}`,
        );
      }
      const project = readMatching(
        projects,
        key,
        platform,
        /^[A-Za-z0-9][A-Za-z0-9_-]{1,149}$/,
        'the name of a CodeBuild project',
      );
      return [platform, project];
    }),
  );
}

function readMatching(
  settings: JsonObject,
  parent: string,
  name: string,
  pattern: RegExp,
  what: string,
): string {
  const key = `${parent}.${name}`;
  const text = readString(settings[name], key, what);
  if (!pattern.test(text)) {
    throw new InputError(`'${key}' must be ${what}, not '${text}'`);
  }
  return text;
}

/** No repository may belong to two sources or environments: one would overwrite what the other built. */
function refuseSharedRepositories(environments: SourceEnvironment[]): void {
  for (const one of environments) {
    const other = environments.find(
      item =>
        item !== one &&
        item.account === one.account &&
        item.region === one.region &&
        one.repositoryPrefix.startsWith(item.repositoryPrefix),
    );
    if (other) {
      throw new InputError(
        `'${SOURCES}.${one.sourceId}.environments.${one.id}.repositoryPrefix' (${one.repositoryPrefix}) must not begin with that of environment '${other.id}' of source '${other.sourceId}' (${other.repositoryPrefix}): write another prefix for one of them`,
      );
    }
  }
}

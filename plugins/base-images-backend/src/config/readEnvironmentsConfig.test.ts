import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readEnvironmentsConfig } from './readEnvironmentsConfig';

const PRODUCTION = {
  account: '123456789012',
  region: 'eu-central-1',
  projects: { 'linux/arm64': 'base-images-arm64' },
  bucket: 'receipts-contexts',
};

function read(sources: Record<string, Record<string, JsonObject>>) {
  return readEnvironmentsConfig(
    mockServices.rootConfig({
      data: {
        baseImages: {
          sources: Object.fromEntries(
            Object.entries(sources).map(([id, environments]) => [
              id,
              { environments },
            ]),
          ),
        },
      },
    }),
  );
}

const readOne = (change: JsonObject) =>
  read({ receipts: { production: { ...PRODUCTION, ...change } } });

describe('readEnvironmentsConfig', () => {
  it('has none where none are configured', () => {
    expect(readEnvironmentsConfig(mockServices.rootConfig())).toEqual([]);
    expect(read({ receipts: {} })).toEqual([]);
  });

  it('fills in defaults, and sorts by source and id', () => {
    const environments = read({
      receipts: {
        staging: { ...PRODUCTION, repositoryPrefix: 'staging/' },
        production: PRODUCTION,
      },
      agents: { production: PRODUCTION },
    });
    expect(environments.map(({ sourceId, id }) => [sourceId, id])).toEqual([
      ['agents', 'production'],
      ['receipts', 'production'],
      ['receipts', 'staging'],
    ]);
    expect(environments[1]).toEqual({
      sourceId: 'receipts',
      id: 'production',
      account: '123456789012',
      region: 'eu-central-1',
      repositoryPrefix: 'receipts/',
      projects: new Map([['linux/arm64', 'base-images-arm64']]),
      bucket: 'receipts-contexts',
      functions: [],
      deploy: [],
      rebuild: 'manual',
      concurrency: 4,
      buildsPerDay: 200,
      timeoutMinutes: 60,
      queuedTimeoutMinutes: 60,
      registries: ['docker.io', 'ghcr.io', 'public.ecr.aws', 'quay.io'],
    });
  });

  it.each<[JsonObject, string]>([
    [{ account: 123456789012 }, "'.*production.account' must be the 12 digits"],
    [{ account: '12' }, "must be the 12 digits .*, not '12'"],
    [{ region: 'evil.com#' }, "production.region' must be an AWS region"],
    [{ repositoryPrefix: 'receipts' }, 'with a slash at its end'],
    [{ repositoryPrefix: '../' }, 'with a slash at its end'],
    [{ projects: {} }, "projects' is missing: write the CodeBuild project"],
    [{ projects: { windows: 'x1' } }, "projects.windows' is no platform"],
    [{ projects: { 'linux/arm64': 'a b' } }, 'the name of a CodeBuild project'],
    [{ bucket: 'Contexts' }, 'the name of an S3 bucket'],
    [{ functions: 'receipts-*' }, "functions' must be a list of texts"],
    [{ deploy: ['receipts-*'] }, "deploy' needs '.*production.functions'"],
    [{ rebuild: 'always' }, "must be 'manual' or 'auto', not \"always\""],
    [{ concurrency: 0 }, 'a whole number from 1 to 100, not 0'],
    [{ buildPerDay: 1 }, "production.buildPerDay' is no setting"],
  ])('refuses %j, and says what to write', (change, message) => {
    expect(() => readOne(change)).toThrow(new RegExp(message));
  });

  it('refuses two environments that would share repositories', () => {
    expect(() =>
      read({
        receipts: { production: PRODUCTION },
        agents: {
          production: { ...PRODUCTION, repositoryPrefix: 'receipts/agents/' },
        },
      }),
    ).toThrow(
      /agents.environments.production.repositoryPrefix' \(receipts\/agents\/\) must not begin with that of environment 'production' of source 'receipts'/,
    );
    expect(
      read({
        receipts: { production: PRODUCTION },
        agents: {
          production: {
            ...PRODUCTION,
            region: 'us-east-1',
            repositoryPrefix: 'receipts/agents/',
          },
        },
      }),
    ).toHaveLength(2);
  });
});

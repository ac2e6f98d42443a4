import { mockServices } from '@backstage/backend-test-utils';
import { JsonValue } from '@backstage/types';
import { readSourcesConfig } from './readSourcesConfig';

function read(sources: JsonValue) {
  return readSourcesConfig(
    mockServices.rootConfig({ data: { baseImages: { sources } } }),
  );
}

const receipts = {
  target: 'https://github.com/acme/receipts/tree/main',
  defaultOwner: 'platform',
};

describe('readSourcesConfig', () => {
  it('has no sources where none are configured', () => {
    expect(readSourcesConfig(mockServices.rootConfig())).toEqual([]);
    expect(
      readSourcesConfig(mockServices.rootConfig({ data: { baseImages: {} } })),
    ).toEqual([]);
  });

  it('fills in defaults, and sorts by id', () => {
    const sources = read({
      'receipts-2': { ...receipts, target: '../receipts' },
      receipts,
    });

    expect(sources.map(source => source.id)).toEqual([
      'receipts',
      'receipts-2',
    ]);
    expect(sources[0]).toEqual({
      id: 'receipts',
      target: { type: 'url', url: receipts.target },
      schedule: {
        frequency: { minutes: 30 },
        timeout: { minutes: 10 },
        scope: 'global',
      },
      entities: {
        namespace: 'default',
        namePrefix: '',
        names: 'short',
        system: 'receipts',
        defaultOwner: 'group:default/platform',
        owners: {},
        lifecycle: 'production',
        types: {
          package: 'python-package',
          lambda: 'lambda',
          baseImage: 'container-image',
        },
        trustedLocations: [],
      },
    });
    expect(sources[1].target).toEqual({ type: 'folder', path: '../receipts' });
  });

  it('reads every setting', () => {
    const [source] = read({
      receipts: {
        ...receipts,
        schedule: { frequency: 'PT1H', initialDelay: { seconds: 3 } },
        owners: {
          '@acme/payments': 'group:money/payments',
          'ann@acme.example': 'user:ann',
        },
        namespace: 'money',
        namePrefix: 'r.',
        names: 'path',
        system: 'receipts-monorepo',
        lifecycle: 'experimental',
        types: { package: 'library', lambda: 'service', baseImage: 'image' },
        trustedLocations: ['https://github.com/acme/', 'our-cmdb:acme'],
      },
    });

    expect(source).toMatchObject({
      schedule: {
        frequency: { hours: 1 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 3 },
      },
      entities: {
        namespace: 'money',
        namePrefix: 'r.',
        names: 'path',
        system: 'receipts-monorepo',
        owners: {
          '@acme/payments': 'group:money/payments',
          'ann@acme.example': 'user:default/ann',
        },
        lifecycle: 'experimental',
        types: { package: 'library', lambda: 'service', baseImage: 'image' },
        trustedLocations: ['https://github.com/acme/', 'our-cmdb:acme'],
      },
    });
  });

  it.each<[string, JsonValue, string]>([
    ['sources that are a list', [], "'baseImages.sources' must be an object"],
    [
      'an id with capitals',
      { Receipts: receipts },
      "'baseImages.sources.Receipts' is no valid source id: write lower-case",
    ],
    [
      'a misspelt setting',
      { receipts: { ...receipts, lifecyle: 'x' } },
      "'baseImages.sources.receipts.lifecyle' is no setting: write one of target, schedule,",
    ],
    [
      'no target',
      { receipts: { defaultOwner: 'platform' } },
      "'baseImages.sources.receipts.target' is missing: write the URL of the monorepo, such as https://",
    ],
    [
      'a target with another protocol',
      { receipts: { ...receipts, target: 'file:///srv/receipts' } },
      "'baseImages.sources.receipts.target' must be an https URL or the path of a local folder, not 'file:///srv/receipts'",
    ],
    [
      'a target that is no URL',
      { receipts: { ...receipts, target: 'https://' } },
      "'baseImages.sources.receipts.target' is no valid URL: https://",
    ],
    [
      'a schedule without sense',
      { receipts: { ...receipts, schedule: { frequency: 'often' } } },
      "'baseImages.sources.receipts.schedule' is no valid schedule: write for example { frequency:",
    ],
    [
      'no default owner',
      { receipts: { target: 'x' } },
      "'baseImages.sources.receipts.defaultOwner' is missing: write an entity ref, such as group:default/platform",
    ],
    [
      'an owner that is no entity ref',
      { receipts: { ...receipts, defaultOwner: 'a:b:c/d/e' } },
      "'baseImages.sources.receipts.defaultOwner' must be an entity ref",
    ],
    [
      'an owner that CODEOWNERS cannot name',
      { receipts: { ...receipts, owners: { payments: 'group:payments' } } },
      "'baseImages.sources.receipts.owners.payments' is no owner of a CODEOWNERS file: write @organization/team",
    ],
    [
      'a namespace with capitals',
      { receipts: { ...receipts, namespace: 'Money' } },
      "'baseImages.sources.receipts.namespace' must be a catalog namespace",
    ],
    [
      'a prefix that cannot begin a name',
      { receipts: { ...receipts, namePrefix: '-r' } },
      "'baseImages.sources.receipts.namePrefix' must begin an entity name",
    ],
    [
      'a way of naming that there is not',
      { receipts: { ...receipts, names: 'long' } },
      "'baseImages.sources.receipts.names' must be 'short' or 'path', not \"long\"",
    ],
    [
      'a System that is no entity name',
      { receipts: { ...receipts, system: 'a b' } },
      "'baseImages.sources.receipts.system' must be an entity name",
    ],
    [
      'an empty text',
      { receipts: { ...receipts, lifecycle: '' } },
      "'baseImages.sources.receipts.lifecycle' must be a text, such as production",
    ],
    [
      'a type of something else',
      { receipts: { ...receipts, types: { image: 'x' } } },
      "'baseImages.sources.receipts.types.image' is no setting: write one of package, lambda, baseImage",
    ],
    [
      'a trusted location that is none',
      { receipts: { ...receipts, trustedLocations: ['acme'] } },
      "'baseImages.sources.receipts.trustedLocations' must hold addresses, such as https://github.com/acme/, or whole locations",
    ],
    [
      'a trusted location that is written like that of an entity',
      { receipts: { ...receipts, trustedLocations: ['url:https://x.test/'] } },
      "must hold an address without 'url:', such as",
    ],
    [
      'two sources with one System',
      { a: receipts, b: { ...receipts, system: 'A' } },
      "'baseImages.sources.b.system' must not be 'A', which is the System of source 'a': write another name",
    ],
  ])('refuses %s', (_, sources, message) => {
    expect(() => read(sources)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});

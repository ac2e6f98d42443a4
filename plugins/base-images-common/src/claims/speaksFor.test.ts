import { speaksFor } from './speaksFor';

const MONO = 'https://github.com/acme/mono';
const TARGET = `${MONO}/tree/main/services`;
const AZURE = 'https://dev.azure.com/acme/shop/_git/mono';
const SERVER = 'https://bitbucket.acme.test/projects/A/repos/mono/browse';

function mayStand(
  location: string,
  target: string,
  { origin = location, trustedLocations = [] as string[] } = {},
): boolean {
  return speaksFor(
    {
      'backstage.io/managed-by-location': location,
      'backstage.io/managed-by-origin-location': origin,
    },
    { id: 'receipts', target, entities: { trustedLocations } },
  );
}

describe('speaksFor', () => {
  it.each<[string, string, boolean]>([
    ['base-images:receipts', TARGET, true],
    ['python-monorepo:receipts', TARGET, true],
    ['base-images:other', TARGET, false],
    ['file:/portal/systems.yaml', TARGET, true],
    [`url:${MONO}/blob/main/services/catalog-info.yaml`, TARGET, true],
    [`url:${MONO}/blob/main/services/a/b.yaml`, TARGET, true],
    [`url:${MONO}/tree/main/services/`, TARGET, true],
    // Other hosts.
    [
      'url:https://gitlab.com/a/src/b/-/blob/v1/x.yaml',
      'https://gitlab.com/a/src/b/-/tree/v1',
      true,
    ],
    [
      'url:https://bitbucket.org/acme/mono/src/main/x.yaml',
      'https://bitbucket.org/acme/mono/src/main/',
      true,
    ],
    [
      `url:${AZURE}?path=/services/x.yaml&version=GBmain`,
      `${AZURE}?version=GBmain&path=/services`,
      true,
    ],
    [`url:${SERVER}/services/x.yaml?at=main`, `${SERVER}?at=main`, true],
    // A repository of somebody else, and what only looks like the monorepo.
    [
      'url:https://github.com/evil/x/blob/main/catalog-info.yaml',
      TARGET,
      false,
    ],
    [`url:${MONO}/blob/main/services-evil/x.yaml`, TARGET, false],
    [`url:${MONO}/blob/main/services/../evil/x.yaml`, TARGET, false],
    [`url:${MONO}/blob/main/services/%2e%2e/evil/x.yaml`, TARGET, false],
    [`url:${MONO}/blob/main/services/..%2fevil/x.yaml`, TARGET, false],
    [`url:${MONO}/blob/main/services/..%5Cevil/x.yaml`, TARGET, false],
    [
      'url:https://github.com.evil.test/acme/mono/blob/main/services/x.yaml',
      TARGET,
      false,
    ],
    [
      `url:${AZURE}?path=/services/../x.yaml&version=GBmain`,
      `${AZURE}?path=/services&version=GBmain`,
      false,
    ],
    [
      `url:${AZURE}?path=/other/x.yaml&version=GBmain`,
      `${AZURE}?path=/services&version=GBmain`,
      false,
    ],
    [`url:${MONO}/blob/main/services/x.yaml?path=/evil.yaml`, TARGET, false],
    [`url:${MONO}/blob/main/services/x.yaml#evil`, TARGET, false],
    // Another branch, which other people may write.
    [`url:${MONO}/blob/evil/services/x.yaml`, TARGET, false],
    [`url:${AZURE}?path=/x.yaml&version=GBevil`, AZURE, false],
    [`url:${SERVER}/x.yaml?at=evil`, `${SERVER}?at=main`, false],
    // A target that names no branch: which one it is cannot be told, and forks have commits there too.
    [`url:${MONO}/blob/0123abc/x.yaml`, MONO, false],
    [`url:${AZURE}?path=/x.yaml`, AZURE, true],
    // Names that are words of addresses.
    [
      'url:https://github.com/tree/blob/blob/tree/x.yaml',
      'https://github.com/tree/blob/tree/tree',
      true,
    ],
    [`url:${MONO}/x.yaml`, '/folder', false],
    ['url:nonsense', 'nonsense', false],
    ['bootstrap:bootstrap', TARGET, false],
    ['nonsense', TARGET, false],
  ])('%s of %s: %s', (location, target, expected) => {
    expect(mayStand(location, target)).toBe(expected);
  });

  it('asks where the file is, not who registered it', () => {
    const everybody = 'url:https://github.com/everybody/all/blob/main/x.yaml';
    const own = `url:${MONO}/blob/main/services/x.yaml`;
    expect(mayStand(own, TARGET, { origin: everybody })).toBe(true);
    expect(mayStand(everybody, TARGET, { origin: own })).toBe(false);
    expect(mayStand(everybody, TARGET, { origin: 'file:/all.yaml' })).toBe(
      false,
    );
    // What the module made has the address of a file as its location.
    expect(mayStand(own, '/folder', { origin: 'base-images:receipts' })).toBe(
      true,
    );
    expect(mayStand(own, TARGET, { origin: 'base-images:other' })).toBe(false);
  });

  it.each<[string, string, boolean]>([
    [
      'url:https://github.com/acme/x/blob/any/y.yaml',
      'https://github.com/acme/',
      true,
    ],
    [
      'url:https://github.com/acme/x/blob/any/y.yaml',
      'https://github.com/acme',
      true,
    ],
    [
      'url:https://github.com/acme-evil/x/blob/a/y.yaml',
      'https://github.com/acme',
      false,
    ],
    [
      'url:https://github.com/acme/x/blob/any/y.yaml',
      'https://github.com/',
      true,
    ],
    [`url:${MONO}/blob/evil/y.yaml`, `${MONO}/tree/main`, false],
    [`url:${MONO}/blob/main/y.yaml`, `${MONO}/tree/main`, true],
    [`url:${AZURE}?path=/y.yaml&version=GBx`, AZURE, true],
    [`url:${AZURE}?path=/y.yaml&version=GBx`, `${AZURE}?version=GBmain`, false],
    ['our-cmdb:acme', 'our-cmdb:acme', true],
    ['our-cmdb:acme-evil', 'our-cmdb:acme', false],
  ])('%s where %s is trusted: %s', (location, trusted, expected) => {
    expect(mayStand(location, '/folder', { trustedLocations: [trusted] })).toBe(
      expected,
    );
  });
});

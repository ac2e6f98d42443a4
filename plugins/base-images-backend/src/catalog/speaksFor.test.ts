import { speaksFor } from './speaksFor';

const TARGET = 'https://github.com/acme/mono/tree/main/services';

describe('speaksFor', () => {
  it.each<[string, string, boolean]>([
    ['base-images:receipts', TARGET, true],
    ['python-monorepo:receipts', TARGET, true],
    ['base-images:other', TARGET, false],
    ['file:/portal/systems.yaml', TARGET, true],
    [
      'url:https://github.com/acme/mono/blob/main/services/catalog-info.yaml',
      TARGET,
      true,
    ],
    ['url:https://github.com/acme/mono/tree/main/services/', TARGET, true],
    // A repository of somebody else, and what only looks like the monorepo.
    [
      'url:https://github.com/evil/x/blob/main/catalog-info.yaml',
      TARGET,
      false,
    ],
    [
      'url:https://github.com/acme/mono/blob/main/services-evil/catalog-info.yaml',
      TARGET,
      false,
    ],
    [
      'url:https://github.com/acme/mono/blob/main/services/../evil/catalog-info.yaml',
      TARGET,
      false,
    ],
    [
      'url:https://github.com.evil.test/acme/mono/blob/main/services/x.yaml',
      TARGET,
      false,
    ],
    ['url:https://github.com/acme/mono/x.yaml', '/folder', false],
    ['bootstrap:bootstrap', TARGET, false],
    ['nonsense', TARGET, false],
  ])('%s of %s: %s', (origin, target, expected) => {
    expect(
      speaksFor(
        { 'backstage.io/managed-by-origin-location': origin },
        { id: 'receipts', target: { type: 'url', url: target } },
      ),
    ).toBe(expected);
  });
});

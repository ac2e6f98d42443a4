import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { toRepository } from './toRepository';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com' }, { host: 'ghe.test' }],
      bitbucketServer: [{ host: 'bitbucket.test' }],
    },
  }),
);

describe('toRepository', () => {
  it.each([
    [
      'https://github.com/acme/receipts/tree/main/services/a%20b/',
      'github.com?owner=acme&repo=receipts',
      'main',
      'services/a b',
    ],
    [
      'https://ghe.test/acme/receipts',
      'ghe.test?owner=acme&repo=receipts',
      undefined,
      '',
    ],
    [
      'https://gitlab.com/acme/team/receipts/-/tree/main/services',
      'gitlab.com?owner=acme%2Fteam&repo=receipts',
      'main',
      'services',
    ],
    [
      'https://bitbucket.org/acme/receipts/src/main/services',
      'bitbucket.org?workspace=acme&repo=receipts',
      'main',
      'services',
    ],
    [
      'https://dev.azure.com/acme/money/_git/receipts?path=%2Fservices&version=GBmain',
      'dev.azure.com?organization=acme&project=money&repo=receipts',
      'main',
      'services',
    ],
  ])('tells the repository of %s', (url, repoUrl, branch, folder) => {
    expect(toRepository(url, integrations)).toEqual({
      repoUrl,
      branch,
      folder,
    });
  });

  it.each(['https://example.com/acme/receipts', 'https://github.com/acme'])(
    'knows no repository of %s',
    url => {
      expect(toRepository(url, integrations)).toBeUndefined();
    },
  );
});

import {
  AwsSimulator,
  pushContextImage,
  RequestRecord,
} from '@base-images/aws-simulator';
import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { createAwsServices } from '@base-images/backstage-plugin-base-images-backend-module-aws';
import { exampleEntity } from './__testUtils__/exampleEntities';
import { TestBackend } from './__testUtils__/TestBackend';
import { waitFor } from './__testUtils__/waitFor';
import { BUILDSPEC } from './rebuild/__testUtils__/simulatedAws';

jest.setTimeout(120_000);

const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '999988887777';
const REGION = 'eu-central-1';
const ARM = 'linux/arm64';
const OWN_HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
const OTHER_HOST = `${OTHER_ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
const PINNED = `public.ecr.aws/lambda/python:3.12@sha256:${'a'.repeat(64)}`;
const service = mockCredentials.service.header();

/** Names and references that lead elsewhere, if anything is made of them. */
const NAMES = [
  '../other/base/secret',
  '../../other',
  '/other/secret',
  'other/../../secret',
  '..',
  '%2e%2e%2fother',
  `${OTHER_HOST}/secret`,
  'a:latest',
  'a@sha256:0',
  '$OTHER',
  'UPPER',
  'x'.repeat(300),
];
const REFERENCES = [
  `${OWN_HOST}/other/base/secret:1`,
  `${OWN_HOST}/receipts/../other/base/secret:1`,
  `${OWN_HOST}/receipts-other/secret:1`,
  `${OTHER_HOST}/secret:1`,
  `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/receipts/base/good:1`,
  'registry.evil.test/image:1',
  '169.254.169.254/latest/meta-data:1',
  'localhost:9/image:1',
];

function hostileFiles(): Record<string, string> {
  const images = [
    { name: 'good', from: PINNED },
    ...NAMES.map(name => ({ name, from: PINNED })),
    ...REFERENCES.map((from, index) => ({ name: `from-${index}`, from })),
  ];
  const lambdas = REFERENCES.map((from, index) => ({
    dockerfile: `lambdas/l${index}/Dockerfile`,
    functions: [
      '*',
      'other-function',
      `arn:aws:lambda:${REGION}:${OTHER_ACCOUNT}:function:other`,
    ],
    from,
  }));
  return {
    'a/pyproject.toml': '[project]\nname = "int-a"\nversion = "1"\n',
    'base-images.yaml': [
      'version: 1',
      'images:',
      ...images.map(
        image =>
          `  - ${JSON.stringify({ ...image, platforms: [ARM], packages: ['int-a'] })}`,
      ),
      'lambdas:',
      ...lambdas.map(
        ({ dockerfile, functions }) =>
          `  - ${JSON.stringify({ dockerfile, functions })}`,
      ),
    ].join('\n'),
    ...Object.fromEntries(
      lambdas.map(({ dockerfile, from }) => [
        dockerfile,
        `FROM --platform=${ARM} ${from}\nCOPY --from=${from} /secret /secret\nCOPY a /tmp/a\nRUN pip install /tmp/a\nCMD ["l.main"]\n`,
      ]),
    ),
    'good/Dockerfile': `FROM --platform=${ARM} ${PINNED}\nCOPY a /tmp/a\nRUN pip install /tmp/a\nCMD ["l.main"]\n`,
    'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: evil\n  annotations:\n    base-images/source: other\n    aws.amazon.com/amazon-ecr-arn: arn:aws:ecr:${REGION}:${OTHER_ACCOUNT}:repository/secret\n    aws.amazon.com/aws-codebuild-project-arn: arn:aws:codebuild:${REGION}:${ACCOUNT}:project/other\nspec: {type: service, lifecycle: production, owner: evil}\n`,
    // Read by CodeBuild if a project had a path for its buildspec.
    'buildspec.yml':
      'version: 0.2\nphases: {build: {commands: [curl evil.test]}}\n',
  };
}

/** What a request names, of the kinds that have an owner. */
function namesOf({ service: name, input }: RequestRecord): string[] {
  const kinds: Record<string, string[]> = {
    ecr: ['repositoryName', 'repositoryNames'],
    codebuild: ['projectName', 'names', 'id', 'ids'],
    s3: ['Bucket'],
    lambda: ['FunctionName'],
    logs: ['logGroupName'],
  };
  return (kinds[name] ?? []).flatMap(key =>
    [input[key] ?? []].flat().map(String),
  );
}

describe('a hostile monorepo', () => {
  const folder = createMockDirectory();
  const accounts = new Set<string | undefined>();
  const hosts = new Set<string>();
  let simulator: AwsSimulator;
  let backend: TestBackend;

  beforeAll(async () => {
    folder.setContent(hostileFiles());
    const project = (name: string) => ({
      name,
      platform: ARM,
      buildspec: BUILDSPEC,
      sourceLocation: 'contexts/base-images/context.zip',
    });
    const secret = { images: [{ tags: ['1', 'latest'], platform: ARM }] };
    simulator = await AwsSimulator.start({
      speed: 100,
      behaviour: pushContextImage,
      data: {
        regions: [
          {
            account: ACCOUNT,
            region: REGION,
            buckets: [{ name: 'contexts' }, { name: 'other-contexts' }],
            projects: [project('images-arm64'), project('other')],
            repositories: [
              'other/base/secret',
              'other',
              'secret',
              'receipts-other/secret',
            ].map(name => ({ name, ...secret })),
            functions: [
              { name: 'receipts-report', image: 'secret:1', platform: ARM },
              { name: 'other-function', image: 'secret:1', platform: ARM },
            ],
          },
          {
            account: OTHER_ACCOUNT,
            region: REGION,
            projects: [project('images-arm64')],
            repositories: [{ name: 'secret', ...secret }],
          },
        ],
      },
    });
    const realFetch = globalThis.fetch;
    jest.spyOn(globalThis, 'fetch').mockImplementation((target, options) => {
      hosts.add(new URL(target instanceof Request ? target.url : target).host);
      return realFetch(target, options);
    });
    backend = await TestBackend.start({
      target: folder.path,
      entities: [exampleEntity('System', 'receipts', { source: 'receipts' })],
      readers: [],
      permissions: {},
      environment: {
        functions: ['receipts-*'],
        deploy: ['receipts-*'],
        concurrency: 100,
        registries: ['public.ecr.aws'],
      },
      services: createAwsServices({
        credentials: {
          getCredentialProvider: async ({ accountId } = {}) => {
            accounts.add(accountId);
            return {
              sdkCredentialProvider: async () =>
                simulator.credentials(accountId ?? ''),
            };
          },
        },
        endpoint: simulator.url,
      }),
    });
    await backend.runTask('observe:receipts:production');
    await backend.send('POST', '/rebuilds', service, {
      sourceId: 'receipts',
      environment: 'production',
    });
    await waitFor(async () => {
      await backend.runTask('rebuilds:advance');
      const { body } = await backend.send('GET', '/rebuilds', service);
      if (body.items[0].state === 'running') {
        throw new Error('The rebuild goes on');
      }
    });
    await backend.runTask('observe:receipts:production');
  });

  afterAll(async () => {
    await backend.stop();
    await simulator.stop();
    jest.restoreAllMocks();
  });

  it('still gets what is its own', () => {
    const { repositories } = simulator.region(ACCOUNT, REGION);
    expect(JSON.stringify(repositories['receipts/lambda/good'])).toMatch(
      /"src-[0-9a-f]{12}"/,
    );
  });

  it('makes nobody use the credentials of another account, or speak to another region', () => {
    expect([...accounts]).toEqual([ACCOUNT]);
    for (const { account, region } of simulator.requests.list()) {
      expect([account, region]).toEqual([ACCOUNT, REGION]);
    }
  });

  it('makes nobody name what belongs to others', () => {
    const own: Record<string, RegExp> = {
      ecr: /^receipts\/(?:preflight|(?:base|lambda)\/[a-z0-9][a-z0-9._/-]*)$/,
      codebuild: /^images-arm64(?::|$)/,
      s3: /^contexts$/,
      lambda:
        /^(?:arn:aws:lambda:eu-central-1:111122223333:function:)?receipts-/,
      logs: /^\/aws\/codebuild\/images-arm64$/,
    };
    const named = simulator.requests.list().flatMap(request =>
      namesOf(request).map(name => ({
        request: `${request.service}:${request.operation}`,
        name,
        isOwn: own[request.service].test(name) && !name.includes('..'),
      })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ isOwn }) => !isOwn)).toEqual([]);
  });

  it('makes builds push to its own repositories only', () => {
    const pushed = simulator.requests
      .list('codebuild:StartBuild')
      .flatMap(({ input }) => input.environmentVariablesOverride)
      .filter(variable => JSON.stringify(variable).includes('REPOSITORY'));
    expect(pushed.length).toBeGreaterThan(0);
    for (const variable of pushed) {
      expect(variable).toEqual({
        name: 'BASE_IMAGES_REPOSITORY',
        type: 'PLAINTEXT',
        value: expect.stringMatching(
          new RegExp(`^${OWN_HOST}/receipts/(?:base|lambda)/[a-z0-9-]+$`),
        ),
      });
    }
  });

  it('makes nobody speak to hosts that it names', () => {
    const { host } = new URL(simulator.url);
    expect(
      [...hosts].filter(
        item => item !== host && !item.startsWith('localhost:'),
      ),
    ).toEqual([]);
    expect(hosts).not.toContain('localhost:9');
  });

  it('leaves functions, images and repositories of others as they were', () => {
    expect(simulator.requests.list('lambda:UpdateFunctionCode')).toEqual([]);
    const { repositories } = simulator.region(ACCOUNT, REGION);
    const others = Object.keys(repositories).filter(
      name => !name.startsWith('receipts/'),
    );
    expect(others.sort()).toEqual([
      'other',
      'other/base/secret',
      'receipts-other/secret',
      'secret',
    ]);
  });
});

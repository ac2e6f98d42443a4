import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { exampleEntity } from './__testUtils__/exampleEntities';
import { TestAnswer, TestBackend } from './__testUtils__/TestBackend';
import { waitFor } from './__testUtils__/waitFor';
import { openApiDocument } from './schema/generated/openapi';

jest.setTimeout(120_000);

const CREATE = 'base-images.rebuild.create';
const CANCEL = 'base-images.rebuild.cancel';
const ACTIONS = '/.backstage/actions/v1/actions';

/** Who calls, and what they may do: `stranger` can read nothing, `neighbour` the Lambda alone, all others the System and its parts. */
const CALLERS = {
  anonymous: undefined,
  forger: 'Bearer forged',
  stranger: mockCredentials.user.header('user:default/stranger'),
  neighbour: mockCredentials.user.header('user:default/neighbour'),
  reader: mockCredentials.user.header('user:default/reader'),
  starter: mockCredentials.user.header('user:default/starter'),
  canceller: mockCredentials.user.header('user:default/canceller'),
  service: mockCredentials.service.header(),
};

/** As rebuilds and the audit log name them. */
const NAMES = {
  reader: 'user:default/reader',
  starter: 'user:default/starter',
  canceller: 'user:default/canceller',
  service: 'external:test-service',
};

interface Row {
  /** As openapi.yaml has it, with the method; or the id of an action. */
  name: string;
  /** What is sent; `REBUILD` and `BUILD` stand for ids that there are. */
  path?: string;
  body?: JsonObject;
  /** Lists show what the caller may read; nothing, to those who may read nothing. */
  list?: boolean;
  /** About one entity, and nothing else: whoever can read that need not read the System. */
  entity?: boolean;
  /** What is needed beside reading. */
  permission?: typeof CREATE | typeof CANCEL;
  /** What the audit log has of it. */
  audited?: string;
}

const place = { sourceId: 'receipts', environment: 'production' };
const SOURCE = '/sources/{sourceId}';
const ENVIRONMENT = `${SOURCE}/environments/{environment}`;
const ENTITY = '/entities/{kind}/{namespace}/{name}';

const ROUTES: Row[] = [
  { name: 'get /sources', list: true },
  { name: `get ${SOURCE}` },
  { name: `get ${SOURCE}/snapshot` },
  { name: `get ${SOURCE}/graph` },
  { name: `get ${SOURCE}/coverage` },
  { name: `get ${SOURCE}/diagnostics` },
  {
    name: `get ${SOURCE}/lookup`,
    path: '/sources/receipts/lookup?packages=int-a',
  },
  {
    name: `post ${SOURCE}/base-image-preview`,
    body: { image: { name: 'other', from: 'base', packages: ['int-a'] } },
  },
  { name: `get ${ENTITY}/coverage`, entity: true },
  { name: `get ${ENTITY}/base-images`, entity: true },
  { name: `get ${ENTITY}/with-base`, entity: true },
  { name: `get ${ENTITY}/freshness`, entity: true },
  { name: 'get /environments', list: true },
  { name: `get ${ENVIRONMENT}/preflight`, permission: CREATE },
  { name: `get ${ENVIRONMENT}/freshness` },
  { name: `post ${ENVIRONMENT}/plan`, body: {} },
  { name: 'get /rebuilds', list: true },
  {
    name: 'post /rebuilds',
    body: place,
    permission: CREATE,
    audited: 'rebuild-create',
  },
  { name: 'get /rebuilds/{rebuildId}' },
  { name: 'get /rebuilds/{rebuildId}/builds' },
  { name: 'get /builds/{buildId}/log' },
  {
    name: 'post /rebuilds/{rebuildId}/cancel',
    permission: CANCEL,
    audited: 'rebuild-cancel',
  },
  {
    name: 'post /rebuilds/{rebuildId}/retry',
    permission: CREATE,
    audited: 'rebuild-retry',
  },
];

const REGISTRY_ACTIONS: Row[] = [
  {
    name: 'base-images:find-base-image',
    body: { sourceId: 'receipts', packages: ['int-a'] },
  },
  { name: 'base-images:coverage', body: { sourceId: 'receipts' } },
  {
    name: 'base-images:coverage',
    body: { entityRef: 'component:default/api-lambda' },
    entity: true,
  },
  { name: 'base-images:freshness', body: place },
  {
    name: 'base-images:freshness',
    body: { entityRef: 'component:default/api-lambda' },
    entity: true,
  },
  { name: 'base-images:plan', body: place },
  {
    name: 'base-images:start-rebuild',
    body: place,
    permission: CREATE,
    audited: 'rebuild-create',
  },
  { name: 'base-images:rebuild-status', body: { rebuildId: 'REBUILD' } },
];

/** What an answer means for the caller. */
function verdictOf({ status, body }: TestAnswer): string {
  const message: string = body?.error?.message ?? '';
  if (body?.totalItems === 0 && body.items.length === 0) {
    return 'an empty list';
  }
  if (status === 404 && message.includes('or you may not read')) {
    return 'not found';
  }
  if (status === 403) {
    return `needs ${/ask for the permission '(.*)'/.exec(message)?.[1]}`;
  }
  // What is done already cannot be done again: that is no matter of authorization.
  return [200, 201, 409].includes(status) ? 'allowed' : `${status} ${message}`;
}

describe('who may do what', () => {
  const folder = createMockDirectory({
    content: {
      'a/pyproject.toml': '[project]\nname = "int-a"\nversion = "1"\n',
      'broken/pyproject.toml': '[project',
      'base-images.yaml':
        'version: 1\nimages:\n  - name: base\n    from: public.ecr.aws/lambda/python:3.12\n    platforms: [linux/arm64]\n    packages: [int-a]\n',
      'api/Dockerfile':
        'FROM public.ecr.aws/lambda/python:3.12\nCOPY a /tmp/a\nRUN pip install /tmp/a\nCMD ["api.main"]\n',
    },
  });
  let backend: TestBackend;
  let rebuildId: string;
  let buildId: string;

  beforeAll(async () => {
    backend = await TestBackend.start({
      target: folder.path,
      entities: [
        exampleEntity('System', 'receipts', { source: 'receipts' }),
        exampleEntity('Component', 'api-lambda', {
          source: 'receipts',
          lambda: 'api/Dockerfile',
        }),
      ],
      readers: ['reader', 'starter', 'canceller'],
      partialReaders: { neighbour: ['api-lambda'] },
      permissions: {
        stranger: [CREATE, CANCEL],
        neighbour: [CREATE, CANCEL],
        starter: [CREATE],
        canceller: [CANCEL],
      },
    });
    await waitFor(async () => {
      await backend.runTask('observe:receipts:production');
      const { body } = await backend.send(
        'POST',
        '/rebuilds',
        CALLERS.service,
        place,
      );
      rebuildId = body.rebuild.id;
    });
    await waitFor(async () => {
      await backend.runTask('rebuilds:advance');
      const { body } = await backend.send(
        'GET',
        `/rebuilds/${rebuildId}/builds`,
        CALLERS.service,
      );
      buildId = body.items[0].id;
    });
  });
  afterAll(() => backend.stop());

  const fill = (text: string) =>
    text
      .replace('{sourceId}', 'receipts')
      .replace('{environment}', 'production')
      .replace('{kind}/{namespace}/{name}', 'component/default/api-lambda')
      .replace(/\{rebuildId\}|REBUILD/, rebuildId)
      .replace(/\{buildId\}|BUILD/, buildId);

  const send = (
    row: Row,
    caller: keyof typeof CALLERS,
  ): Promise<TestAnswer> => {
    const [method, template] = row.name.startsWith('base-images:')
      ? ['post', `${ACTIONS}/${row.name}/invoke`]
      : row.name.split(' ');
    return backend.send(
      method.toUpperCase(),
      fill(row.path ?? template),
      CALLERS[caller],
      row.body && JSON.parse(fill(JSON.stringify(row.body))),
    );
  };

  it('is told here for every route', () => {
    const routes = Object.entries(openApiDocument.paths).flatMap(
      ([path, operations]) =>
        Object.keys(operations)
          .filter(method =>
            ['get', 'put', 'post', 'patch', 'delete'].includes(method),
          )
          .map(method => `${method} ${path}`),
    );
    expect(ROUTES.map(({ name }) => name).sort()).toEqual(routes.sort());
  });

  it('is told here for every action', async () => {
    const { body } = await backend.send('GET', ACTIONS, CALLERS.service);
    expect(
      [...new Set(REGISTRY_ACTIONS.map(({ name }) => name))].sort(),
    ).toEqual(body.actions.map(({ id }: { id: string }) => id).sort());
  });

  describe.each([...ROUTES, ...REGISTRY_ACTIONS])('$name $body', row => {
    const isAction = row.name.startsWith('base-images:');

    beforeEach(() => {
      backend.audited.length = 0;
    });

    it('is closed to those who are nobody', async () => {
      for (const caller of ['anonymous', 'forger'] as const) {
        const { status } = await send(row, caller);
        expect([caller, status]).toEqual([caller, 401]);
      }
      expect(backend.audited).toEqual([]);
    });

    it('shows nothing to those who may not read the source, whatever else they may do', async () => {
      expect(verdictOf(await send(row, 'stranger'))).toBe(
        row.list ? 'an empty list' : 'not found',
      );
      expect(backend.audited).toEqual([]);
    });

    it('shows to those who may read the Lambda only what is about that', async () => {
      const hidden = row.list ? 'an empty list' : 'not found';
      expect(verdictOf(await send(row, 'neighbour'))).toBe(
        row.entity ? 'allowed' : hidden,
      );
      expect(backend.audited).toEqual([]);
    });

    const allowed = {
      [CREATE]: ['starter', 'service'],
      [CANCEL]: ['canceller', 'service'],
      none: ['reader', 'starter', 'canceller', 'service'],
    }[row.permission ?? 'none'];

    it.each(['reader', 'starter', 'canceller', 'service'] as const)(
      'does what it says for %s',
      async caller => {
        const answer = await send(row, caller);
        expect(verdictOf(answer)).toBe(
          allowed.includes(caller) ? 'allowed' : `needs ${row.permission}`,
        );
        const event = {
          eventId: row.audited,
          hasRequest: !isAction,
          status: answer.status < 300 ? 'succeeded' : 'failed',
          meta:
            row.audited === 'rebuild-create'
              ? { startedBy: NAMES[caller] }
              : {},
        };
        expect(backend.audited).toMatchObject(row.audited ? [event] : []);
      },
    );
  });

  it.each([
    ['reader', { mayRebuild: false, mayCancel: false }],
    ['starter', { mayRebuild: true, mayCancel: false }],
    ['canceller', { mayRebuild: false, mayCancel: true }],
    ['service', { mayRebuild: true, mayCancel: true }],
  ] as const)('tells %s beside freshness', async (caller, rights) => {
    const { body } = await backend.send(
      'GET',
      fill(`${ENTITY}/freshness`),
      CALLERS[caller],
    );
    expect(body.environments).toMatchObject([rights]);
    for (const input of [
      place,
      { entityRef: 'component:default/api-lambda' },
    ]) {
      const answer = await backend.send(
        'POST',
        `${ACTIONS}/base-images:freshness/invoke`,
        CALLERS[caller],
        input,
      );
      expect(answer.body.output.environments).toMatchObject([rights]);
    }
  });

  it.each([
    '/rebuilds/{rebuildId}',
    '/rebuilds/{rebuildId}/builds',
    '/builds/{buildId}/log',
  ])('does not tell strangers whether there is one: %s', async path => {
    const hidden = await backend.send('GET', fill(path), CALLERS.stranger);
    const missing = await backend.send(
      'GET',
      path.replace(/\{\w+\}/, 'none'),
      CALLERS.stranger,
    );
    expect(missing.status).toBe(hidden.status);
    expect(missing.body.error.message.replace('none', '')).toBe(
      hidden.body.error.message.replace(fill(path).split('/')[2], ''),
    );
  });
});

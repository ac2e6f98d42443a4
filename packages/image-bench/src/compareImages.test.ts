import { compareImages } from './compareImages';
import { explainDifference } from './explainDifference';
import { ImageContent } from './readImage';

const CONTENT: ImageContent = {
  configuration: {
    env: { PATH: '/bin' },
    user: '',
    workingDirectory: '/var/task',
    command: ['handler.main'],
    entrypoint: [],
    labels: {},
    exposedPorts: [],
    volumes: [],
    stopSignal: '',
    shell: [],
    healthcheck: [],
    onBuild: [],
    architecture: 'amd64',
  },
  files: new Map([
    ['/var/task/a.py', { type: 'file', access: '644 0:0', content: 'aa' }],
  ]),
  recordedCommands: new Set(),
  distributions: { dynamo: '1.0' },
  broken: undefined,
  result: '{}',
};

function compare(second: Partial<ImageContent>) {
  return compareImages(CONTENT, { ...CONTENT, ...second }, explainDifference);
}

describe('compareImages', () => {
  it('finds nothing in the same image', () => {
    expect(compare({})).toEqual({ differences: [], explained: new Map() });
  });

  it('finds what differs in everything that it compares', () => {
    const { configuration } = CONTENT;
    const { differences } = compare({
      configuration: { ...configuration, user: 'app', env: { A: '1' } },
      files: new Map([
        ['/var/task/a.py', { type: 'file', access: '755 0:0', content: 'aa' }],
        ['/b', { type: 'link', access: '777 0:0', content: 'c' }],
      ]),
      distributions: { dynamo: '1.1' },
      broken: 'dynamo requires jmespath, which is not installed.',
      result: '{"a": 1}',
    });
    expect(
      differences.map(({ kind, name, second }) => [kind, name, second]),
    ).toEqual([
      ['env', 'A', '1'],
      ['env', 'PATH', ''],
      ['user', '', '"app"'],
      ['file', '/b', 'link 777 0:0 c'],
      ['file', '/var/task/a.py', 'file 755 0:0 aa'],
      ['distribution', 'dynamo', '1.1'],
      ['outcome', 'handler', '{"a": 1}'],
      [
        'outcome',
        'pip check',
        'dynamo requires jmespath, which is not installed.',
      ],
    ]);
  });
});

describe('explainDifference', () => {
  const site = '/var/lang/lib/python3.12/site-packages';

  it.each([
    [`${site}/dynamo-1.0.dist-info/direct_url.json`, true],
    [`${site}/dynamo-1.0.dist-info/INSTALLER`, true],
    [`${site}/dynamo/__pycache__/a.cpython-312.pyc`, true],
    ['/tmp/dynamo/pyproject.toml', true],
    [`${site}/dynamo-1.0.dist-info/METADATA`, false],
    [`${site}/dynamo-1.0.dist-info/RECORD`, false],
    [`${site}/dynamo/__init__.py`, false],
    ['/var/task/direct_url.json', false],
    ['/mnt/data', false],
  ])('says of %s whether its difference is known: %s', (name, isKnown) => {
    const difference = { kind: 'file', name, first: 'a', second: 'b' };
    expect(explainDifference(difference) !== undefined).toBe(isKnown);
  });

  it('knows what a build leaves in a folder of sources, but nothing that comes instead', () => {
    const explain = (name: string, second: string) =>
      explainDifference({ kind: 'file', name, first: 'a', second });
    expect(explain('/var/task/dynamo/build/lib/dynamo/a.py', '')).toBeDefined();
    expect(explain('/var/task/dynamo/dynamo.egg-info', '')).toBeDefined();
    expect(explain('/var/task/dynamo/dynamo.egg-info', 'b')).toBeUndefined();
    expect(explain('/var/task/dynamo/build/a.py', '')).toBeUndefined();
    expect(explain(`${site}/dynamo.egg-info`, '')).toBeUndefined();
  });

  it('explains nothing but files', () => {
    expect(
      explainDifference({
        kind: 'env',
        name: '/tmp/x',
        first: '',
        second: '1',
      }),
    ).toBeUndefined();
  });
});

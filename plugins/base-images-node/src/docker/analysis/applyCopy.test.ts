import { InMemorySourceTree } from '../../source/InMemorySourceTree';
import { BuildContext } from '../BuildContext';
import { DockerIgnore } from '../DockerIgnore';
import { PackageIndex } from '../install/PackageIndex';
import { parseDockerfile } from '../parseDockerfile';
import { resolveStages } from '../resolveStages';
import { TreeIndex } from '../TreeIndex';
import { analyseDockerfile } from './analyseDockerfile';

const TREE = InMemorySourceTree.of(
  {
    'app.py': '',
    'other.py': '',
    'data.tar.gz': '',
    'src/a/one.py': '',
    'src/a/deep/two.py': '',
    'src/b/three.md': '',
    'with space/four.py': '',
    'named/five.py': '',
  },
  { symlinks: { link: 'src/a', 'src/up': '../named' } },
);

/** Builds the last stage in the root of the tree. */
async function build(text: string, ignore: string = '') {
  const index = await TreeIndex.create(TREE);
  const model = parseDockerfile(`FROM x\n${text}`);
  const stages = resolveStages(model, {
    target: null,
    buildArgs: {},
    buildContexts: { named: 'named' },
    platform: null,
  });
  return analyseDockerfile({
    model,
    stages,
    target: stages.at(-1)!,
    context: BuildContext.create(index, '.', {
      id: '.dockerignore',
      ignore: DockerIgnore.parse(ignore),
    }),
    namedContext: folder => BuildContext.create(index, folder),
    packages: PackageIndex.of([]),
    environment: {},
  });
}

describe('COPY and ADD', () => {
  it.each<[string, Record<string, string | undefined>]>([
    // files
    ['COPY app.py /x', { '/x': 'app.py', '/x/app.py': undefined }],
    ['COPY app.py /x/', { '/x/app.py': 'app.py' }],
    ['COPY ./app.py /x/', { '/x/app.py': 'app.py' }],
    ['COPY /app.py ../../x/', { '/x/app.py': 'app.py' }],
    ['COPY ../app.py /x/', { '/x/app.py': 'app.py' }],
    [
      'COPY app.py other.py /x',
      { '/x/app.py': 'app.py', '/x/other.py': 'other.py' },
    ],
    ['WORKDIR /w\nCOPY app.py .', { '/w/app.py': 'app.py' }],
    ['WORKDIR /w\nCOPY app.py /w', { '/w/app.py': 'app.py' }],
    ['WORKDIR /w\nCOPY app.py x/y', { '/w/x/y': 'app.py' }],
    ['COPY app.py ${LAMBDA_TASK_ROOT}', { '/var/task/app.py': 'app.py' }],
    ['RUN mkdir -p /x\nCOPY app.py /x', { '/x/app.py': 'app.py' }],
    // folders: what is in them
    [
      'COPY src/a /x',
      { '/x/one.py': 'src/a/one.py', '/x/a/one.py': undefined },
    ],
    ['COPY src/a/ /x/', { '/x/deep/two.py': 'src/a/deep/two.py' }],
    ['COPY . /x', { '/x/src/a/one.py': 'src/a/one.py', '/x/app.py': 'app.py' }],
    [
      'COPY src/a src/b /x/',
      { '/x/one.py': 'src/a/one.py', '/x/three.md': 'src/b/three.md' },
    ],
    ['COPY ["with space", "/x y/"]', { '/x y/four.py': 'with space/four.py' }],
    // patterns
    [
      'COPY *.py /x/',
      {
        '/x/app.py': 'app.py',
        '/x/other.py': 'other.py',
        '/x/one.py': undefined,
      },
    ],
    ['COPY a??.py /x/', { '/x/app.py': 'app.py', '/x/other.py': undefined }],
    [
      'COPY src/* /x/',
      { '/x/one.py': 'src/a/one.py', '/x/three.md': 'src/b/three.md' },
    ],
    [
      'COPY src/[a]/*.py /x/',
      { '/x/one.py': 'src/a/one.py', '/x/two.py': undefined },
    ],
    ['COPY src/a* /x/', { '/x/one.py': 'src/a/one.py' }],
    // flags
    [
      'COPY --exclude=*.md src/b src/a /x/',
      { '/x/three.md': undefined, '/x/one.py': 'src/a/one.py' },
    ],
    [
      'COPY --exclude=**/two.py src /x/',
      { '/x/a/deep/two.py': undefined, '/x/a/one.py': 'src/a/one.py' },
    ],
    ['COPY --parents src/a/one.py /x/', { '/x/src/a/one.py': 'src/a/one.py' }],
    [
      'COPY --parents ./src/./a/deep /x/',
      { '/x/a/deep/two.py': 'src/a/deep/two.py' },
    ],
    [
      'COPY --parents **/*.py /x/',
      { '/x/src/a/deep/two.py': 'src/a/deep/two.py' },
    ],
    ['COPY --link app.py /x', { '/x': 'app.py' }],
    ['COPY --from=named five.py /x', { '/x': 'named/five.py' }],
    ['ADD app.py /x', { '/x': 'app.py' }],
    // what is on top counts
    ['COPY app.py /x\nCOPY other.py /x', { '/x': 'other.py' }],
    [
      'COPY src/a /x\nCOPY src/b /x',
      { '/x/one.py': 'src/a/one.py', '/x/three.md': 'src/b/three.md' },
    ],
    // links
    ['COPY link /x', { '/x/one.py': 'src/a/one.py' }],
    ['COPY src/up/five.py /x', { '/x': 'named/five.py' }],
    // stages
    [
      'COPY src /s\nFROM y\nCOPY --from=0 /s/a /x',
      { '/x/one.py': 'src/a/one.py', '/s/a/one.py': undefined },
    ],
    [
      'COPY src /s\nFROM y\nCOPY --from=0 /s/a/one.py /x/',
      { '/x/one.py': 'src/a/one.py' },
    ],
    [
      'COPY src /s\nFROM y\nCOPY --from=0 /s/*/*.md /x/',
      { '/x/three.md': 'src/b/three.md' },
    ],
    [
      'COPY src /s\nRUN cp -r /s/a /t && mv /t/one.py /u',
      { '/t/deep/two.py': 'src/a/deep/two.py', '/u': 'src/a/one.py' },
    ],
    [
      'RUN --mount=type=bind,source=src,target=/m cp -r /m/a /x',
      { '/x/one.py': 'src/a/one.py', '/m/a/one.py': undefined },
    ],
  ])('%s', async (text, expected) => {
    const { files } = await build(text);
    const found = Object.keys(expected).map(path => {
      const entry = files.lookup(path);
      return [path, entry?.kind === 'file' ? entry.treePath : undefined];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('leaves out what the ignore file leaves out, and tells it where it is copied by name', async () => {
    const { files, findings } = await build(
      'COPY . /x/\nCOPY src/a /y',
      'src\n!src/b',
    );
    expect(files.lookup('/x/src/a/one.py')).toBeUndefined();
    expect(files.lookup('/x/src/b/three.md')).toMatchObject({
      treePath: 'src/b/three.md',
    });
    expect(files.lookup('/y/one.py')).toMatchObject({
      treePath: 'src/a/one.py',
    });
    expect(findings).toMatchObject([{ code: 'copy-source-ignored', line: 3 }]);
  });

  it.each([
    ['COPY nope /x', 'nope'],
    ['COPY app.py nope.py /x/', 'nope.py'],
    ['ADD nope /x', 'nope'],
  ])('reports that a source of %s is missing', async (text, source) => {
    const { findings } = await build(text);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'copy-source-missing',
        severity: 'warning',
        line: 2,
        message: `${source} is copied, but is not in the build context '.'.`,
      }),
    ]);
  });

  it.each([
    'COPY nope* /x/',
    'COPY --from=image:1 /nope /x',
    'COPY --from=0 /nope /x',
    'ADD https://example.org/x.tar.gz /x/',
    'ADD git@example.org:a/b.git /x/',
    'COPY <<EOF /x\na\nEOF',
  ])('reports nothing for %s', async text => {
    const { findings, confidence } = await build(
      `${text}\nFROM y\nCOPY app.py /`,
    );
    expect(findings).toEqual([]);
    expect(confidence).toBe('exact');
  });

  it.each([
    'COPY $NOPE/a /x',
    'COPY app.py $NOPE/x',
    'COPY ${NOPE:-$ALSO}/a /x',
  ])('does not know what %s copies', async text => {
    const { confidence, doubt } = await build(text);
    expect(confidence).toBe('unknown');
    expect(doubt?.line).toBe(2);
  });

  it('keeps the text of here-documents, and unpacks nothing that it cannot see into', async () => {
    const { files } = await build(
      'COPY <<A <<B /x/\na\nA\nb\nB\nADD data.tar.gz /t/\nCOPY data.tar.gz /u/',
    );
    expect(files.lookup('/x/B')).toMatchObject({ text: { value: 'b\n' } });
    expect(files.lookup('/t/inside')).toEqual({ kind: 'foreign' });
    expect(files.lookup('/u/data.tar.gz')).toMatchObject({ kind: 'file' });
  });

  it('costs little for many copies of a large context', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`d${i % 100}/f${i}`, '']),
    );
    const index = await TreeIndex.create(InMemorySourceTree.of(many));
    const stages = Array.from(
      { length: 40 },
      (_, i) =>
        `FROM x AS s${i}\nCOPY . /${i}\n${i > 0 ? `COPY --from=s${i - 1} / /\nCOPY --from=s${i - 1} / /z` : ''}`,
    );
    const model = parseDockerfile(stages.join('\n'));
    const options = {
      target: null,
      buildArgs: {},
      buildContexts: {},
      platform: null,
    };
    const resolved = resolveStages(model, options);
    const { files, copied } = await analyseDockerfile({
      model,
      stages: resolved,
      target: resolved.at(-1)!,
      context: BuildContext.create(index, '.'),
      namedContext: () => undefined,
      packages: PackageIndex.of([]),
      environment: {},
    });
    expect(files.lookup('/0/d1/f1')).toEqual({
      kind: 'file',
      treePath: 'd1/f1',
    });
    expect(files.lookup('/nope/d1/f1')).toBeUndefined();
    expect(copied).toHaveLength(1);
  });
});

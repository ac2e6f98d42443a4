import { parseDockerfile } from './parseDockerfile';
import { reachableStages } from './reachableStages';
import { BuildOptions, CopyStep } from './ResolvedStage';
import { findTarget, resolveStages } from './resolveStages';

function resolve(text: string, options: Partial<BuildOptions> = {}) {
  return resolveStages(parseDockerfile(text), {
    target: null,
    buildArgs: {},
    buildContexts: {},
    platform: null,
    ...options,
  });
}

function copies(text: string, options?: Partial<BuildOptions>): CopyStep[] {
  return resolve(text, options)
    .flatMap(stage => stage.steps)
    .filter(step => step.kind === 'copy');
}

/** What `COPY $X` copies in the last stage. */
function valueOf(text: string, options?: Partial<BuildOptions>) {
  const { value, unset } = copies(text, options).at(-1)!.sources[0];
  return unset.length > 0 ? unset : value;
}

describe('resolveStages', () => {
  it.each([
    ['a default', 'FROM a\nARG X=1\nCOPY $X /', '1'],
    ['an argument without a value', 'FROM a\nARG X\nCOPY $X /', ['X']],
    ['a global argument', 'ARG X=1\nFROM a\nCOPY $X /', ['X']],
    ['a redeclared global', 'ARG X=1\nFROM a\nARG X\nCOPY $X /', '1'],
    [
      'a global that is redeclared with a default',
      'ARG X=1\nFROM a\nARG X=2\nCOPY $X /',
      '2',
    ],
    [
      'an argument of another stage',
      'FROM a\nARG X=1\nFROM b\nCOPY $X /',
      ['X'],
    ],
    ['an inherited argument', 'FROM a AS b\nARG X=1\nFROM b\nCOPY $X /', '1'],
    [
      'an inherited environment variable',
      'FROM a AS b\nENV X=1\nFROM B\nCOPY $X /',
      '1',
    ],
    ['ENV, which beats ARG', 'FROM a\nENV X=1\nARG X=2\nCOPY $X /', '1'],
    ['the older form of ENV', 'FROM a\nENV X a  b\nCOPY ["$X","/"]', 'a  b'],
    [
      'values of one ENV, which do not see each other',
      'FROM a\nENV X=1\nENV X=2 Y=$X\nCOPY $Y /',
      '1',
    ],
    [
      'an argument made from another',
      'ARG A=1\nARG B=$A.2\nFROM a\nARG B\nCOPY x$B /',
      'x1.2',
    ],
    ['a value that lacks one', 'FROM a\nARG X\nENV Y=$X/b\nCOPY $Y /', ['X']],
    ['a use before the declaration', 'FROM a\nCOPY $X /\nARG X=1', ['X']],
    ['quotes', 'FROM a\nARG X="a b"\nCOPY ["$X","/"]', 'a b'],
    ['the Lambda folders', 'FROM a\nCOPY $LAMBDA_TASK_ROOT /', '/var/task'],
    [
      'the platform',
      'FROM a\nARG TARGETARCH\nCOPY $TARGETARCH /',
      ['TARGETARCH'],
    ],
  ])('gives %s its value', (_, text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });

  it('prefers build arguments to defaults', () => {
    const options = { buildArgs: { X: 'given', Y: 'given' } };
    expect(valueOf('ARG X=1\nFROM a\nARG X=2\nCOPY $X /', options)).toBe(
      'given',
    );
    expect(valueOf('FROM a\nENV Y=1\nARG Y\nCOPY $Y /', options)).toBe('1');
    expect(valueOf('FROM a\nARG toString\nCOPY $toString /')).toEqual([
      'toString',
    ]);
  });

  it.each([
    ['the stage itself', 'FROM a\nONBUILD COPY x /\nCOPY y /', ['y']],
    [
      'a child, whose own come after them',
      'FROM a AS b\nONBUILD ARG X=x\nONBUILD COPY $X /\nFROM b\nCOPY y /',
      ['x', 'y'],
    ],
    [
      'every child',
      'FROM a AS b\nONBUILD COPY x /\nFROM b\nFROM b',
      ['x', 'x'],
    ],
    [
      'a grandchild',
      'FROM a AS b\nONBUILD COPY x /\nFROM b AS c\nFROM c\nCOPY y /',
      ['x', 'y'],
    ],
    [
      'a stage with the name of an image',
      'FROM a AS b\nONBUILD COPY x /\nFROM d\nCOPY y /',
      ['y'],
    ],
    [
      'a child, of what may be no trigger',
      'FROM a AS b\nONBUILD ONBUILD COPY x /\nONBUILD FROM c\nONBUILD nothing\nFROM b',
      [],
    ],
    [
      'a child, in the exec form with a flag',
      'FROM a AS b\nONBUILD COPY --from=0 ["x","/"]\nFROM b',
      ['x'],
    ],
  ])('runs the triggers of ONBUILD in: %s', (_, text, sources) => {
    expect(copies(text).map(step => step.sources[0].value)).toEqual(sources);
  });

  it('gives triggers the place where they are written', () => {
    const [copy] = copies('FROM a AS b\nONBUILD COPY x \\\n  /\nFROM b');
    expect(copy.instruction).toMatchObject({
      keyword: 'COPY',
      range: { startLine: 2, endLine: 3 },
    });
  });

  it('knows the platform that is built for', () => {
    const [stage] = resolve(
      'FROM --platform=$TARGETPLATFORM a:$TARGETARCH\nARG TARGETARCH\nCOPY $TARGETARCH /',
      { platform: 'linux/arm64' },
    );
    expect(stage).toMatchObject({
      platform: 'linux/arm64',
      base: { kind: 'image', image: { value: 'a:arm64' } },
      steps: [{ sources: [{ value: 'arm64' }] }],
    });
  });

  it.each([
    ['FROM a AS b\nFROM B', { kind: 'stage', index: 0 }],
    ['FROM a AS a', { kind: 'image', image: { value: 'a' } }],
    ['FROM b\nFROM a AS b', { kind: 'image', image: { value: 'a' } }],
    ['FROM x AS b\nFROM y AS b\nFROM b', { kind: 'stage', index: 1 }],
    ['ARG S=b\nFROM a AS b\nFROM $S', { kind: 'stage', index: 0 }],
    ['FROM ${X:-a:1}', { kind: 'image', image: { value: 'a:1' } }],
    ['FROM $X', { kind: 'image', image: { value: '', unset: ['X'] } }],
    ['FROM scratch', { kind: 'scratch' }],
    ['FROM ctx', { kind: 'named-context', value: 'some/folder' }],
    ['FROM img', { kind: 'image', image: { value: 'z:1' } }],
  ])('finds the base of %j', (text, base) => {
    const buildContexts = { ctx: 'some/folder', img: 'docker-image://z:1' };
    expect(resolve(text, { buildContexts }).at(-1)!.base).toMatchObject(base);
  });

  it.each([
    ['COPY a /x', { kind: 'context' }, '/x', false],
    ['COPY --from=0 a x/', { kind: 'stage', index: 0 }, '/w/x', true],
    ['COPY --from=S a .', { kind: 'stage', index: 0 }, '/w', true],
    ['COPY --from=ctx a ./', { kind: 'named-context', value: 'f' }, '/w', true],
    [
      'COPY --from=x:1 a ..',
      { kind: 'image', image: { value: 'x:1' } },
      '/',
      true,
    ],
    ['COPY ["a b", "c d"]', { kind: 'context' }, '/w/c d', false],
  ])('reads source and destination of %s', (line, from, value, intoFolder) => {
    const buildContexts = { ctx: 'f' };
    const [copy] = copies(
      `FROM a AS s\nFROM b\nWORKDIR /v\nWORKDIR ../w\n${line}`,
      {
        buildContexts,
      },
    );
    expect(copy).toMatchObject({
      from,
      destination: { value },
      intoFolder,
    });
  });

  it('follows what a target needs, in an order in which it can be built', () => {
    const stages = resolve(
      'FROM a AS one\nFROM b AS unused\nFROM c AS two\nCOPY --from=one / /\n' +
        'FROM d AS three\nRUN --mount=from=two,target=/x y\nFROM three',
    );
    expect(reachableStages(stages, 4).map(({ name }) => name)).toEqual([
      'one',
      'two',
      'three',
      undefined,
    ]);
    expect(findTarget(stages, 'TWO')?.index).toBe(2);
    expect(findTarget(stages, '1')?.index).toBe(1);
    expect(findTarget(stages, null)?.index).toBe(4);
    expect(findTarget(stages, 'nope')).toBeUndefined();
  });

  it('ends for stages that need each other', () => {
    const stages = resolve(
      'FROM a AS one\nCOPY --from=two / /\nFROM b AS two\nCOPY --from=one / /',
    );
    expect(reachableStages(stages, 1)).toHaveLength(2);
  });
});

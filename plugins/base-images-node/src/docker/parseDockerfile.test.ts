import { parseDockerfile } from './parseDockerfile';

/** Keyword and arguments of each instruction. */
function read(text: string) {
  return parseDockerfile(text).instructions.map(
    ({ keyword, arguments: rest }) => `${keyword} ${rest.value}`,
  );
}

describe('parseDockerfile', () => {
  it.each([
    ['keywords in any case', 'from a\nrUn b\n', ['FROM a', 'RUN b']],
    [
      'comments and blank lines between and inside instructions',
      '# x\n\nFROM a\n  # y\nRUN b && \\\n# z\n\n  # z\n  c\n',
      ['FROM a', 'RUN b &&   c'],
    ],
    [
      'a hash inside a line, which is no comment',
      'FROM a\nRUN b # c\n',
      ['FROM a', 'RUN b # c'],
    ],
    [
      'blanks after the continuation character',
      'FROM a\nRUN b \\  \n c\n',
      ['FROM a', 'RUN b  c'],
    ],
    [
      'an escaped backslash, which does not continue',
      'FROM a\nRUN b \\\\\nRUN c',
      ['FROM a', 'RUN b \\\\', 'RUN c'],
    ],
    ['a continuation at the end', 'FROM a\nRUN b \\', ['FROM a', 'RUN b']],
    [
      'line ends of Windows and a byte order mark',
      '\uFEFFFROM a\r\nRUN b \\\r\n c\r\n',
      ['FROM a', 'RUN b  c'],
    ],
    [
      'another escape character',
      '# escape=`\nFROM a\nRUN b `\n c\\\nRUN d',
      ['FROM a', 'RUN b  c\\', 'RUN d'],
    ],
    [
      'an escape directive that comes too late',
      '# x\n# escape=`\nFROM a\nRUN b `\nRUN c',
      ['FROM a', 'RUN b `', 'RUN c'],
    ],
    ['leading blanks', '  FROM   a  \n\tRUN\tb', ['FROM a', 'RUN b']],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('keeps the text and place of every instruction', () => {
    const text =
      '# x\nFROM a AS b\n\nRUN c \\\n  # d\n  && e\nCOPY <<E /f\ng\nE\n';
    const { instructions } = parseDockerfile(text);
    expect(instructions.map(item => item.text)).toEqual([
      'FROM a AS b',
      'RUN c \\\n  # d\n  && e',
      'COPY <<E /f\ng\nE',
    ]);
    expect(
      instructions.map(({ range }) => [
        text.slice(range.start, range.end),
        range.startLine,
        range.endLine,
      ]),
    ).toEqual([
      ['FROM a AS b', 2, 2],
      ['RUN c \\\n  # d\n  && e', 4, 6],
      ['COPY <<E /f\ng\nE', 7, 9],
    ]);
    const run = instructions[1].arguments;
    expect(text[run.sourceOffset(run.value.indexOf('e'))]).toBe('e');
    expect(run.slice(2).sourceOffset(run.value.indexOf('e') - 2)).toBe(
      text.indexOf('&& e') + 3,
    );
  });

  it('reads flags in front of the arguments alone', () => {
    const [, copy, run] = parseDockerfile(
      'FROM a\nCOPY --from=b --link --chown="x y:z" --exclude=*.md c --d /e\n' +
        'RUN --mount=type=bind,target=/x --mount=type=cache,target=/y cmd --flag',
    ).instructions;
    expect(copy.flags).toEqual([
      { name: 'from', value: 'b' },
      { name: 'link', value: '' },
      { name: 'chown', value: 'x y:z' },
      { name: 'exclude', value: '*.md' },
    ]);
    expect(copy.arguments.value).toBe('c --d /e');
    expect(run.flags.map(flag => flag.value)).toEqual([
      'type=bind,target=/x',
      'type=cache,target=/y',
    ]);
    expect(run.arguments.value).toBe('cmd --flag');
  });

  it.each([
    ['COPY ["a b/", "/c d"]', ['a b/', '/c d']],
    ['CMD [ "python", "-m", "my \\"app\\"" ]', ['python', '-m', 'my "app"']],
    ['CMD []', []],
    ["CMD ['python']", undefined],
    ['CMD ["a", 1]', undefined],
    ['CMD ["a"', undefined],
    ['CMD ["a"] b', undefined],
    ['ENV ["a"]', undefined],
  ])('reads the exec form of %s', (line, expected) => {
    expect(parseDockerfile(`FROM a\n${line}`).instructions[1].json).toEqual(
      expected,
    );
  });

  it.each([
    ['RUN <<EOF\na\n  b\nEOF', [['EOF', true, 'a\n  b\n']]],
    ['RUN <<-EOF\n\ta\n\tEOF', [['EOF', true, 'a\n']]],
    ["RUN <<'EOF' cat\n$a\nEOF", [['EOF', false, '$a\n']]],
    [
      'COPY <<A <<"B" /x/\na\nA\nb\nB',
      [
        ['A', true, 'a\n'],
        ['B', false, 'b\n'],
      ],
    ],
    [
      'RUN <<EOF\n# no comment\nRUN x \\\nEOF',
      [['EOF', true, '# no comment\nRUN x \\\n']],
    ],
    ['RUN 3<<EOF cat\na\nEOF', [['EOF', true, 'a\n']]],
    ['RUN echo "<<EOF"', []],
    ['RUN cat <<<EOF', []],
    ['RUN echo $((1<<2))', []],
    ['RUN ["cat", "<<EOF"]', []],
    ['CMD cat <<EOF', []],
  ])('reads the here-documents of %j', (instruction, expected) => {
    const { instructions, problems } = parseDockerfile(
      `FROM a\n${instruction}\nUSER z`,
    );
    expect(
      instructions[1].heredocs.map(({ name, expand, content }) => [
        name,
        expand,
        content.value,
      ]),
    ).toEqual(expected);
    expect(instructions.at(-1)!.keyword).toBe('USER');
    expect(problems).toEqual([]);
  });

  it('tells stages and global arguments apart', () => {
    const { globalArguments, stages } = parseDockerfile(
      'ARG A=1\nFROM --platform=linux/arm64 x:$A AS Build\nARG A\nFROM build\nRUN y',
    );
    expect(globalArguments.map(item => item.text)).toEqual(['ARG A=1']);
    expect(
      stages.map(({ index, name, image, platform, instructions }) => ({
        index,
        name,
        image,
        platform,
        own: instructions.map(item => item.text),
      })),
    ).toEqual([
      {
        index: 0,
        name: 'build',
        image: 'x:$A',
        platform: 'linux/arm64',
        own: ['ARG A'],
      },
      {
        index: 1,
        name: undefined,
        image: 'build',
        platform: undefined,
        own: ['RUN y'],
      },
    ]);
  });

  it.each([
    ['', 1, 'The Dockerfile has no FROM instruction.'],
    ['ARG A=1', 1, 'The Dockerfile has no FROM instruction.'],
    ['RUN a\nFROM b', 1, 'RUN stands before the first FROM.'],
    ['FROM a\n\nCOPPY b c', 3, 'There is no instruction COPPY.'],
    ['FROM a\nRUN <<EOF\nb', 2, 'The here-document EOF never ends.'],
    ['FROM a b', 1, 'FROM needs one image, or an image, AS and a name.'],
    ['FROM', 1, 'FROM needs one image, or an image, AS and a name.'],
  ])('tells what is wrong with %j', (text, line, message) => {
    expect(parseDockerfile(text).problems).toContainEqual(
      expect.objectContaining({ line, message }),
    );
  });
});

import fc from 'fast-check';
import { parseDockerfile } from '../docker/parseDockerfile';
import { dockerfileTexts } from './__testUtils__/dockerfileTexts';
import {
  declaration,
  MONOREPO,
  readLambda,
} from './__testUtils__/readScenario';

describe('any Dockerfile', () => {
  it('keeps its text, and every instruction its place', () => {
    fc.assert(
      fc.property(dockerfileTexts, text => {
        const { instructions } = parseDockerfile(text);
        let end = 0;
        for (const { range, text: own } of instructions) {
          expect(text.slice(range.start, range.end)).toBe(own);
          expect(range.start).toBeGreaterThanOrEqual(end);
          expect(range.startLine).toBe(
            text.slice(0, range.start).split('\n').length,
          );
          end = range.end;
        }
      }),
    );
  });

  it('is read without an error, and the same way each time', async () => {
    const read = async (text: string) =>
      JSON.stringify(
        await readLambda(text, MONOREPO, [declaration({ context: '.' })]),
      );
    await fc.assert(
      fc.asyncProperty(dockerfileTexts, async text => {
        const first = await read(text);
        expect(await read(text)).toBe(first);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it.each<[string, string]>([
    [
      'stages that copy each other twice',
      Array.from(
        { length: 60 },
        (_, i) =>
          `FROM x AS s${i}\nCOPY --from=s${Math.max(i - 1, 0)} / /\nCOPY --from=s${Math.max(i - 1, 0)} / /a\nRUN pip install /a/b`,
      ).join('\n'),
    ],
    [
      'a long chain of stages',
      Array.from(
        { length: 3_000 },
        (_, i) => `FROM x AS s${i}\nCOPY --from=s${Math.max(i - 1, 0)} /a /a/b`,
      ).join('\n'),
    ],
    [
      'stages that stand on each other',
      `FROM x AS s\n${'FROM s AS s\nCOPY . .\n'.repeat(5_000)}RUN pip install ./b`,
    ],
    [
      'variables that double',
      `FROM x\n${'ENV A=x$A$A\n'.repeat(60)}RUN pip install $A`,
    ],
    [
      'nested loops',
      `FROM x\nRUN ${'for a in 1 2 3 4 5 6 7 8 9; do '.repeat(9)}pip install ./$a${'; done'.repeat(9)}`,
    ],
    ['functions that call themselves', 'FROM x\nRUN f() { f; f; f; }; f'],
    [
      'nested shells',
      `FROM x\nRUN ${'eval eval '.repeat(2_000)} pip install x`,
    ],
    ['braces', `FROM x\nRUN pip install ${'{a,b,c}'.repeat(30)}`],
    [
      'files copied onto themselves',
      `FROM x\nRUN ${'cp -r / /x; cp -r /x /; '.repeat(300)} pip install /x/x/x/x/x/y`,
    ],
    [
      'many instructions',
      `FROM x\n${'COPY . /a/b/c\nRUN cd /a && pip install ./b/*\n'.repeat(2_000)}`,
    ],
    [
      'many patterns',
      `FROM x\n${`COPY ${'*/**/'.repeat(20)}* /x/\n`.repeat(50)}`,
    ],
    ['deep nesting', `FROM x\nRUN ${'('.repeat(5_000)}pip install x`],
    ['deep substitutions', `FROM x\nRUN pip install ${'${a:-'.repeat(5_000)}`],
  ])(
    'comes to an end with %s',
    async (_, text) => {
      const { lambdas } = await readLambda(text, MONOREPO, [
        declaration({ context: '.' }),
      ]);
      expect(lambdas).toHaveLength(1);
    },
    60_000,
  );
});

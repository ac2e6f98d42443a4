import fc from 'fast-check';
import { damagedText } from '../../__testUtils__/damagedText';
import { InMemorySourceTree } from '../../source/InMemorySourceTree';
import { infrastructureTexts } from '../__testUtils__/infrastructureTexts';
import { discoverDeclarations } from './discoverDeclarations';

describe('discoverDeclarations, with texts that are broken at random', () => {
  it.each(infrastructureTexts)(
    'never throws, and stays in the tree: %s',
    async (path, seed) => {
      await fc.assert(
        fc.asyncProperty(damagedText(seed), async text => {
          const tree = InMemorySourceTree.of({ [path]: text, Dockerfile: '' });
          const { declarations, diagnostics } =
            await discoverDeclarations(tree);
          for (const { dockerfile, context } of declarations) {
            expect(dockerfile).toBe('Dockerfile');
            expect(context ?? '.').not.toMatch(/^\/|^\.\.(\/|$)|\0/);
          }
          for (const diagnostic of diagnostics) {
            expect(diagnostic.file).toBe(path);
            expect(diagnostic.message).not.toContain(
              'cannot be read as infrastructure code',
            );
          }
        }),
        { numRuns: 150 },
      );
    },
    // The first one pays for starting the parsers, on machines that do other things as well.
    60_000,
  );

  it('finds something in every text that is not broken', async () => {
    for (const [path, text] of infrastructureTexts) {
      const { declarations } = await discoverDeclarations(
        InMemorySourceTree.of({ [path]: text, Dockerfile: '' }),
      );
      expect([path, declarations.length > 0]).toEqual([path, true]);
    }
  });

  it.each([
    ["{ A: props? ?? 'b' }"],
    ['{ A: as string }'],
    ['{ A: ? 1 : 2 }'],
    ['{ , : 1 }'],
  ])('goes on after what no parser understands: %s', async buildArgs => {
    const { declarations, diagnostics } = await discoverDeclarations(
      InMemorySourceTree.of({
        Dockerfile: '',
        'cdk.ts': `new DockerImageFunction(this, 'a', {
  code: DockerImageCode.fromImageAsset('.', { buildArgs: ${buildArgs} }),
});
new DockerImageFunction(this, 'b', { code: DockerImageCode.fromImageAsset('.') });
`,
      }),
    );
    expect(diagnostics).toEqual([]);
    expect(declarations.flatMap(({ functions }) => functions)).toContain('b');
  });
});

import { LambdaDeclaration } from '../LambdaDeclaration';
import { mergeDeclarations } from './mergeDeclarations';

const declaration = (part: Partial<LambdaDeclaration>): LambdaDeclaration => ({
  kind: 'function',
  dockerfile: 'Dockerfile',
  context: '.',
  target: null,
  buildArgs: {},
  buildContexts: {},
  platform: null,
  functions: [],
  file: 'template.yaml',
  line: 1,
  ...part,
});

describe('mergeDeclarations', () => {
  it.each<[string, Partial<LambdaDeclaration>[], Partial<LambdaDeclaration>[]]>(
    [
      [
        'functions of one image',
        [{ functions: ['b'], line: 2 }, { functions: ['a', 'b'] }],
        [{ functions: ['a', 'b'], line: 1 }],
      ],
      [
        'the only platform that is said',
        [{ functions: ['a'] }, { platform: 'linux/arm64', functions: ['b'] }],
        [{ platform: 'linux/arm64', functions: ['a', 'b'] }],
      ],
      [
        'no two platforms',
        [
          { platform: 'linux/arm64' },
          { platform: 'linux/amd64' },
          { functions: ['a'] },
        ],
        [
          { functions: ['a'] },
          { platform: 'linux/amd64' },
          { platform: 'linux/arm64' },
        ],
      ],
      [
        'nothing of an image into a function',
        [{ kind: 'image', platform: 'linux/arm64', file: 'a' }, { file: 'b' }],
        [{ file: 'b' }],
      ],
      [
        'no other targets, contexts or arguments',
        [
          { target: 'a' },
          { context: 'a' },
          { buildArgs: { A: '1' } },
          { buildArgs: { A: '2' } },
        ],
        [
          { buildArgs: { A: '1' } },
          { buildArgs: { A: '2' } },
          { target: 'a' },
          { context: 'a' },
        ],
      ],
    ],
  )('merges %s', (_, given, expected) => {
    const declarations = given.map(declaration);
    expect(mergeDeclarations(declarations)).toEqual(expected.map(declaration));
    expect(mergeDeclarations([...declarations].reverse())).toEqual(
      expected.map(declaration),
    );
  });
});

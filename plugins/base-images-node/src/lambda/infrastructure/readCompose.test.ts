import { declarationsOf } from './__testUtils__/declarationsOf';

describe('readCompose', () => {
  it('reads builds in both forms, as images', async () => {
    expect(
      await declarationsOf({
        'dev/compose.yaml': `
x-args: &args
  MODE: lambda
services:
  short:
    build: ../short
  long:
    platform: linux/arm64
    build:
      context: \${CONTEXT:-..}
      dockerfile: long/Dockerfile
      target: function
      args: { <<: *args, SECRET: '\${SECRET}' }
      additional_contexts:
        - shared=../shared
  list:
    build: { context: .., dockerfile: long/Dockerfile, args: [MODE=lambda, FROM_ENVIRONMENT] }
  pulled: { image: postgres }
  inline: { build: { context: .., dockerfile_inline: FROM scratch } }
  remote: { build: https://example.com/x.git }
  unknown: { build: '\${CONTEXT}' }
`,
        'short/Dockerfile': '',
        'long/Dockerfile': '',
        'dev/Dockerfile': '',
      }),
    ).toEqual({
      declarations: [
        {
          kind: 'image',
          dockerfile: 'long/Dockerfile',
          context: '.',
          buildArgs: { MODE: 'lambda' },
          at: 'dev/compose.yaml:17',
        },
        {
          kind: 'image',
          dockerfile: 'long/Dockerfile',
          context: '.',
          target: 'function',
          buildArgs: { MODE: 'lambda' },
          buildContexts: { shared: 'shared' },
          platform: 'linux/arm64',
          at: 'dev/compose.yaml:9',
        },
        {
          kind: 'image',
          dockerfile: 'short/Dockerfile',
          context: 'short',
          at: 'dev/compose.yaml:6',
        },
      ],
      diagnostics: [],
    });
  });
});

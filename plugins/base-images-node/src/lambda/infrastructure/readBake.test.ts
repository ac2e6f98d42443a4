import { declarationsOf } from './__testUtils__/declarationsOf';

describe('readBake', () => {
  it.each<[string, string, string]>([
    [
      'HCL',
      'docker-bake.hcl',
      `
variable "MODE" { default = "lambda" }
group "default" { targets = ["upload"] }
target "base" {
  context   = "."
  platforms = ["linux/arm64"]
  args      = { MODE = MODE, TAG = BAKE_LOCAL }
}
target "upload" {
  inherits   = ["base"]
  dockerfile = "upload/Dockerfile"
  target     = "function"
  args = {
    EXTRA = "\${MODE}-1"
  }
  contexts = {
    base   = "target:base"
    alpine = "docker-image://alpine:3"
    shared = "./shared"
    away   = "../../away"
  }
}
`,
    ],
    [
      'JSON',
      'docker-bake.json',
      JSON.stringify({
        variable: { MODE: { default: 'lambda' } },
        target: {
          base: { context: '.', args: { MODE: '${MODE}' } },
          upload: {
            inherits: ['base'],
            platforms: ['linux/arm64'],
            dockerfile: 'upload/Dockerfile',
            target: 'function',
            args: { EXTRA: '${MODE}-1' },
            contexts: {
              base: 'target:base',
              alpine: 'docker-image://alpine:3',
              shared: './shared',
            },
          },
        },
      }),
    ],
  ])('%s: targets are images, not functions', async (_, path, text) => {
    expect(
      await declarationsOf({ [path]: text, 'upload/Dockerfile': '' }),
    ).toEqual({
      declarations: [
        {
          kind: 'image',
          dockerfile: 'upload/Dockerfile',
          context: '.',
          target: 'function',
          buildArgs: { EXTRA: 'lambda-1', MODE: 'lambda' },
          buildContexts: {
            alpine: 'docker-image://alpine:3',
            base: 'target:base',
            shared: 'shared',
          },
          platform: 'linux/arm64',
          at: expect.stringContaining(path),
        },
      ],
      diagnostics: [],
    });
  });

  it('fills in a matrix, and passes over inline Dockerfiles and remote contexts', async () => {
    const { declarations } = await declarationsOf({
      'build/docker-bake.hcl': `
target "each" {
  name   = "each-\${fn}"
  matrix = { fn = ["one", "two"] }
  context = "lambdas/\${fn}"
}
target "inline" {
  dockerfile-inline = "FROM scratch"
}
target "remote" {
  context = "https://example.com/x.git"
}
`,
      'lambdas/one/Dockerfile': '',
      'lambdas/two/Dockerfile': '',
    });
    expect(declarations).toMatchObject([
      { kind: 'image', context: 'lambdas/one' },
      { kind: 'image', context: 'lambdas/two' },
    ]);
  });
});

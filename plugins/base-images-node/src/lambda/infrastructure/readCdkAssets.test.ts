import { declarationsOf } from './__testUtils__/declarationsOf';

describe('readCdkAssets', () => {
  const assets = (directory: string) =>
    JSON.stringify({
      dockerImages: {
        abc123: {
          source: {
            directory,
            dockerFile: 'worker/Dockerfile',
            dockerBuildArgs: { MODE: 'lambda' },
            dockerBuildTarget: 'function',
            platform: 'linux/arm64',
          },
        },
      },
    });
  const template = JSON.stringify({
    Resources: {
      WorkerFn: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          PackageType: 'Image',
          Code: { ImageUri: { 'Fn::Sub': '123.dkr.ecr.aws/assets:abc123' } },
        },
      },
    },
  });

  it('finds the originals of copied contexts by their content, and the functions by the hash', async () => {
    expect(
      await declarationsOf({
        'cdk.out/App.assets.json': assets('asset.abc123'),
        'cdk.out/App.template.json': template,
        'cdk.out/asset.abc123/worker/Dockerfile': 'FROM a',
        'src/worker/Dockerfile': 'FROM a',
        'src/other/Dockerfile': 'FROM b',
      }),
    ).toEqual({
      declarations: [
        {
          kind: 'function',
          dockerfile: 'src/worker/Dockerfile',
          context: 'src',
          target: 'function',
          buildArgs: { MODE: 'lambda' },
          platform: 'linux/arm64',
          functions: ['WorkerFn'],
          at: 'cdk.out/App.assets.json:1',
        },
      ],
      diagnostics: [],
    });
  });

  it('takes a context that was not copied as it is, and knows no function without a template', async () => {
    const { declarations } = await declarationsOf({
      'cdk.out/App.assets.json': assets('../src'),
      'src/worker/Dockerfile': 'FROM a',
    });
    expect(declarations).toMatchObject([
      { kind: 'image', dockerfile: 'src/worker/Dockerfile', context: 'src' },
    ]);
  });
});

import { declarationsOf } from './__testUtils__/declarationsOf';

const template = (resources: string, globals = '') => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
  Folder: { Type: String, Default: ./src }
${globals}
Resources:
${resources}`;

const image = (metadata: string, properties = '') => `
  Upload:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
${properties}
    Metadata:
${metadata}`;

describe('readCloudFormation', () => {
  it.each<[string, string, object]>([
    [
      'the Dockerfile is relative to the context, the context to the template; without a name, the logical id',
      template(
        image(
          '      Dockerfile: upload/Dockerfile\n      DockerContext: ./src',
        ),
      ),
      { functions: ['Upload'] },
    ],
    [
      'every part of the metadata, intrinsic functions in their short form',
      template(
        image(
          `      Dockerfile: upload/Dockerfile
      DockerContext: !Ref Folder
      DockerTag: !Ref Stage
      DockerBuildTarget: function
      DockerBuildArgs: { B: '2', A: 1, C: !Ref AWS::Region }`,
          `      FunctionName: !Sub 'receipts-\${Stage}-upload'
      Architectures: [arm64]`,
        ),
      ),
      {
        functions: ['receipts-{Stage}-upload'],
        target: 'function',
        buildArgs: { A: '1', B: '2' },
        platform: 'linux/arm64',
      },
    ],
    [
      'functions in their long form, and a name that is joined',
      template(
        image(
          '      Dockerfile: upload/Dockerfile\n      DockerContext: src/',
          `      FunctionName:
        Fn::Join: ['-', [{ Ref: AWS::StackName }, upload, { Fn::GetAtt: [A, Arn] }]]
      Architectures: [{ Ref: Missing }]`,
        ),
      ),
      { functions: ['{StackName}-upload-{GetAtt}'] },
    ],
    [
      'globals, aliases and merge keys',
      template(
        `
  Base: &base
    Type: AWS::Serverless::Function
    Metadata: &metadata
      Dockerfile: upload/Dockerfile
      DockerContext: ./src
  Other:
    <<: *base
    Metadata: *metadata`,
        'Globals: { Function: { PackageType: Image, Architectures: [x86_64] } }',
      ),
      { functions: ['Base', 'Other'], platform: 'linux/amd64' },
    ],
    [
      'a function of plain CloudFormation with metadata',
      template(
        `
  Upload:
    Type: AWS::Lambda::Function
    Properties: { PackageType: Image, FunctionName: upload }
    Metadata: { Dockerfile: upload/Dockerfile, DockerContext: src }`,
      ),
      { functions: ['upload'] },
    ],
  ])('%s', async (_, text, expected) => {
    const { declarations, diagnostics } = await declarationsOf({
      'service/template.yaml': text,
      'service/src/upload/Dockerfile': '',
    });
    expect(diagnostics).toEqual([]);
    expect(declarations).toEqual([
      {
        kind: 'function',
        dockerfile: 'service/src/upload/Dockerfile',
        context: 'service/src',
        at: expect.stringMatching(/^service\/template\.yaml:\d+$/),
        ...expected,
      },
    ]);
  });

  it('reads templates in JSON', async () => {
    const { declarations } = await declarationsOf({
      'template.json': JSON.stringify(
        {
          Resources: {
            F: {
              Type: 'AWS::Serverless::Function',
              Properties: { PackageType: 'Image' },
              Metadata: { Dockerfile: 'Dockerfile', DockerContext: '.' },
            },
          },
        },
        null,
        1,
      ),
      Dockerfile: '',
    });
    expect(declarations).toEqual([
      {
        kind: 'function',
        dockerfile: 'Dockerfile',
        context: '.',
        functions: ['F'],
        at: 'template.json:3',
      },
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'zip functions are none of ours',
      template(
        '\n  A: { Type: AWS::Serverless::Function, Properties: { CodeUri: . }, Metadata: { Dockerfile: Dockerfile } }',
      ),
      [],
    ],
    [
      'an image by its URI alone',
      template(image('      Other: 1')),
      [
        'info unlinked-function template.yaml:9 The function Upload runs a container image, but its Dockerfile cannot be told from the infrastructure code.',
      ],
    ],
    [
      'a Dockerfile outside of the tree',
      template(
        image('      Dockerfile: Dockerfile\n      DockerContext: ../../up'),
      ),
      [
        'warning unreadable-infrastructure template.yaml:9 The Dockerfile "../../up/Dockerfile" is outside of the source tree.',
      ],
    ],
    [
      'an absolute context',
      template(
        image('      Dockerfile: Dockerfile\n      DockerContext: /etc'),
      ),
      [
        'warning unreadable-infrastructure template.yaml:9 The Dockerfile "/etc/Dockerfile" is outside of the source tree.',
      ],
    ],
    [
      'a Dockerfile that is not there',
      template(
        image('      Dockerfile: Dockerfile\n      DockerContext: gone'),
      ),
      [
        'warning unreadable-infrastructure template.yaml:9 The Dockerfile "gone/Dockerfile" is not in the source tree.',
      ],
    ],
    [
      'a context that only the deployment knows',
      template(
        image('      Dockerfile: Dockerfile\n      DockerContext: !Ref Gone'),
      ),
      [
        'info unreadable-infrastructure template.yaml:9 The Dockerfile or the build context of this image is only known when the code runs.',
      ],
    ],
    [
      'YAML that is broken',
      'Resources: [AWS::Serverless::Function, PackageType\nB: {',
      [
        expect.stringMatching(
          /^warning unreadable-infrastructure template\.yaml:\d+ The template cannot be read: /,
        ),
      ],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await declarationsOf({ 'template.yaml': text })).toEqual({
      declarations: [],
      diagnostics: expected,
    });
  });
});

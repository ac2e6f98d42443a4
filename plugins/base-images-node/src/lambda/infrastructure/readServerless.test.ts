import { declarationsOf } from './__testUtils__/declarationsOf';

describe('readServerless', () => {
  it.each<[string, Record<string, string>, object[]]>([
    [
      'names are made from service and stage; one image, several functions',
      {
        'svc/serverless.yml': `
service: receipts
provider:
  name: aws
  architecture: arm64
  ecr:
    images:
      worker:
        path: ./images
        file: worker/Dockerfile
        buildArgs: { STAGE: '\${sls:stage}', MODE: lambda }
        buildOptions: ['--target', 'function']
functions:
  resize:
    image: worker
  notify:
    image: { name: worker, command: [app.notify] }
`,
        'svc/images/worker/Dockerfile': '',
      },
      [
        {
          kind: 'function',
          dockerfile: 'svc/images/worker/Dockerfile',
          context: 'svc/images',
          target: 'function',
          buildArgs: { MODE: 'lambda' },
          platform: 'linux/arm64',
          functions: ['receipts-{stage}-notify', 'receipts-{stage}-resize'],
          at: 'svc/serverless.yml:14',
        },
      ],
    ],
    [
      'variables are followed; defaults count for paths, not for names',
      {
        'serverless.yaml': `
service: \${self:custom.product}-api
custom:
  product: receipts
  folder: \${env:IMAGES, 'images'}
  prefix: \${self:service}-\${opt:stage, self:provider.stage, 'dev'}
provider:
  stage: \${opt:stage, 'dev'}
  ecr:
    images:
      api:
        path: \${self:custom.folder}
        platform: linux/amd64
functions:
  api:
    name: \${self:custom.prefix}-\${param:suffix}
    image:
      name: api
`,
        'images/Dockerfile': '',
      },
      [
        {
          kind: 'function',
          dockerfile: 'images/Dockerfile',
          context: 'images',
          platform: 'linux/amd64',
          functions: ['receipts-api-{stage}-{suffix}'],
          at: 'serverless.yaml:15',
        },
      ],
    ],
    [
      'functions and images from other files',
      {
        'serverless.yml': `
service: \${env:SERVICE}
provider:
  ecr: \${file(./config/ecr.yml):ecr}
functions:
  - \${file(./config/functions.yml)}
  - local: { image: one }
`,
        'config/ecr.yml': 'ecr:\n  images:\n    one: { path: one }\n',
        'config/functions.yml': 'remote: { image: one, name: remote }\n',
        'one/Dockerfile': '',
      },
      [
        {
          kind: 'function',
          dockerfile: 'one/Dockerfile',
          context: 'one',
          functions: ['remote', '{SERVICE}-{stage}-local'],
          at: expect.any(String),
        },
      ],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await declarationsOf(files)).toEqual({
      declarations: expected,
      diagnostics: [],
    });
  });

  it('says which functions run an image by its URI, and passes over zip functions and variables in circles', async () => {
    expect(
      await declarationsOf({
        'serverless.yml': `
service: \${self:custom.a}
custom: { a: '\${self:custom.b}', b: '\${self:custom.a}' }
functions:
  zip: { handler: a.b }
  uri: { image: '123.dkr.ecr.eu-west-1.amazonaws.com/x@sha256:00' }
`,
      }),
    ).toEqual({
      declarations: [],
      diagnostics: [
        expect.stringMatching(
          /^info unlinked-function serverless\.yml:6 The function \{.*\}-\{stage\}-uri runs/,
        ),
      ],
    });
  });
});

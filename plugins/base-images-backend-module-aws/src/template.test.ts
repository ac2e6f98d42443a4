import { spawnSync } from 'node:child_process';
import { AwsSimulator, ManualClock } from '@base-images/aws-simulator';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import {
  evaluateTemplate,
  fieldsOf,
  TEMPLATE,
} from './__testUtils__/evaluateTemplate';
import { operationsOfModule } from './__testUtils__/operationsOfModule';
import { buildspecHash, readBuildspec } from './builds/buildspec';
import { BUILD_VARIABLES } from './builds/buildVariables';
import { CodeBuildService } from './builds/CodeBuildService';
import { CONTEXT_KEY } from './builds/contextKey';
import { AwsClients } from './clients/AwsClients';

jest.setTimeout(60_000);

const PARAMETERS = {
  Name: 'receipts',
  RepositoryPrefix: 'receipts/',
  Platforms: 'both',
  BackstagePrincipal: 'arn:aws:iam::999988887777:role/backstage',
};
const EVERYTHING = {
  ...PARAMETERS,
  ParentRepositories: 'platform/*',
  SecretName: 'pip_conf',
  SecretArn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:index',
  ExternalId: 'backstage',
  BuildKitImage:
    '111122223333.dkr.ecr.eu-central-1.amazonaws.com/receipts/buildkit:stable',
  Functions: 'receipts-*',
  DeployFunctions: 'receipts-a*',
};
const ECR = 'arn:aws:ecr:eu-central-1:111122223333:repository/';
const PROJECTS = ['receipts-arm64', 'receipts-amd64'].map(
  name => `arn:aws:codebuild:eu-central-1:111122223333:project/${name}`,
);
const CONTEXT = `arn:receipts-111122223333-eu-central-1/${CONTEXT_KEY}`;

interface Statement {
  sid: string;
  effect: string;
  actions: string[];
  resources: string[];
  condition: Record<string, unknown>;
}

function statementsOf(policy: unknown): Statement[] {
  const { Statement: list } = fieldsOf(fieldsOf(policy).PolicyDocument);
  return [list].flat().map(item => {
    const { Sid, Effect, Action, Resource, Condition } = fieldsOf(item);
    return {
      sid: String(Sid),
      effect: String(Effect),
      actions: [Action].flat().map(String),
      resources: [Resource].flat().map(String),
      condition: fieldsOf(Condition),
    };
  });
}

/** What Backstage may do, of one or several resources each. */
function rightsOfBackstage(parameters: Record<string, string>) {
  const { resources } = evaluateTemplate(parameters);
  const statements = [
    resources.ViewerPolicy,
    resources.RebuilderPolicy ?? {},
  ].flatMap(policy => (policy.PolicyDocument ? statementsOf(policy) : []));
  const allowed = statements.filter(({ effect }) => effect === 'Allow');
  return {
    allowed,
    denied: statements.filter(({ effect }) => effect === 'Deny'),
    actions: [...new Set(allowed.flatMap(({ actions }) => actions))].sort(),
  };
}

describe('the CloudFormation template of the documentation', () => {
  it('has the buildspec of this version in every project', () => {
    const { resources } = evaluateTemplate(PARAMETERS);
    for (const project of [resources.ArmProject, resources.AmdProject]) {
      const { BuildSpec } = fieldsOf(project.Source);
      expect(buildspecHash(String(BuildSpec))).toBe(
        buildspecHash(readBuildspec()),
      );
    }
  });

  it('gives builds a secret and a BuildKit of their own only where a parameter says so', () => {
    const variablesOf = (parameters: Record<string, string>) => {
      const { resources } = evaluateTemplate(parameters);
      return [resources.ArmProject, resources.AmdProject].map(
        ({ Environment }) => fieldsOf(Environment).EnvironmentVariables,
      );
    };
    expect(variablesOf(PARAMETERS)).toEqual([[], []]);
    const variables = [
      {
        Name: 'BASE_IMAGES_SECRET_pip_conf',
        Type: 'SECRETS_MANAGER',
        Value: EVERYTHING.SecretArn,
      },
      {
        Name: 'BASE_IMAGES_BUILDKIT',
        Type: 'PLAINTEXT',
        Value: EVERYTHING.BuildKitImage,
      },
    ];
    expect(variablesOf(EVERYTHING)).toEqual([variables, variables]);
  });

  it('allows each operation that the module calls, and no other', () => {
    const needed = operationsOfModule();
    expect(needed).toContain('codebuild:StartBuild');
    expect(needed.length).toBeGreaterThan(15);
    expect(rightsOfBackstage(EVERYTHING).actions).toEqual(
      // A repository is made with a tag.
      [...needed, 'ecr:TagResource'].sort(),
    );
  });

  it('allows Backstage nothing outside of what the stack made, but to list functions', () => {
    const { allowed } = rightsOfBackstage(EVERYTHING);
    const own = [
      ...PROJECTS,
      CONTEXT,
      'arn:receipts-111122223333-eu-central-1',
      'arn:/aws/codebuild/receipts',
      `${ECR}receipts/*`,
      `${ECR}platform/*`,
      'arn:aws:lambda:eu-central-1:111122223333:function:receipts-*',
      'arn:aws:lambda:eu-central-1:111122223333:function:receipts-a*',
    ];
    expect(
      allowed.filter(({ resources }) =>
        resources.some(resource => !own.includes(resource)),
      ),
    ).toMatchObject([{ actions: ['lambda:ListFunctions'], resources: ['*'] }]);
  });

  it('allows functions, parents and builds only where a parameter says so', () => {
    const usual = rightsOfBackstage(PARAMETERS);
    expect(usual.actions.filter(name => name.startsWith('lambda:'))).toEqual(
      [],
    );
    expect(usual.allowed.flatMap(({ resources }) => resources)).not.toContain(
      `${ECR}platform/*`,
    );

    const reading = rightsOfBackstage({ ...PARAMETERS, Functions: 'a-*' });
    expect(reading.actions.filter(name => name.startsWith('lambda:'))).toEqual([
      'lambda:GetFunction',
      'lambda:ListAliases',
      'lambda:ListFunctions',
    ]);

    const looking = rightsOfBackstage({
      ...EVERYTHING,
      AllowRebuilds: 'false',
    });
    expect(
      looking.actions.filter(
        name => !/:(?:BatchGet|Describe|Get|List)/.test(name),
      ),
    ).toEqual([]);
  });

  it('lets nobody start a build of another kind, with the role of Backstage', () => {
    const { denied } = rightsOfBackstage(PARAMETERS);
    for (const { actions, resources } of denied) {
      expect(actions).toEqual(['codebuild:StartBuild']);
      expect(resources).toEqual(PROJECTS);
    }
    expect(denied.map(({ condition }) => condition)).toEqual([
      ...[
        'source.buildspec',
        'source.location',
        'serviceRole',
        'environment.image',
        'environment.privilegedMode',
      ].map(key => ({ Null: { [`codebuild:${key}`]: 'false' } })),
      {
        'ForAnyValue:StringNotEquals': {
          'codebuild:environment.environmentVariables.name':
            Object.values(BUILD_VARIABLES),
        },
      },
    ]);
  });

  it('lets builds read their context, and push below the prefix', () => {
    const { resources } = evaluateTemplate(EVERYTHING);
    const statements = [resources.BuildRole.Policies]
      .flat()
      .flatMap(statementsOf);
    const of = (wanted: string) =>
      statements
        .filter(({ actions }) => actions.includes(wanted))
        .flatMap(statement => statement.resources);
    expect(of('s3:GetObjectVersion')).toEqual([CONTEXT]);
    expect(of('ecr:PutImage')).toEqual([`${ECR}receipts/*`]);
    expect(of('ecr:BatchGetImage')).toEqual([
      `${ECR}receipts/*`,
      `${ECR}platform/*`,
    ]);
    expect(of('logs:PutLogEvents')).toEqual(['arn:/aws/codebuild/receipts']);
    expect(of('secretsmanager:GetSecretValue')).toEqual([EVERYTHING.SecretArn]);
    expect(
      statements.filter(item => item.resources.includes('*')),
    ).toMatchObject([{ actions: ['ecr:GetAuthorizationToken'] }]);
  });

  it('makes what the preflight asks for', async () => {
    const { resources, outputs } = evaluateTemplate(PARAMETERS);
    const account = String(outputs.Account);
    const region = String(outputs.Region);
    const projects = new Map([
      ['linux/arm64', { ...resources.ArmProject, output: outputs.ArmProject }],
      ['linux/amd64', { ...resources.AmdProject, output: outputs.AmdProject }],
    ]);
    const { Status } = fieldsOf(resources.Contexts.VersioningConfiguration);
    const simulator = await AwsSimulator.start({
      clock: new ManualClock(),
      data: {
        regions: [
          {
            account,
            region,
            buckets: [
              {
                name: String(resources.Contexts.BucketName),
                versioning: Status === 'Enabled',
              },
            ],
            projects: [...projects].map(([platform, project]) => {
              const { Location, BuildSpec } = fieldsOf(
                'Source' in project ? project.Source : {},
              );
              return {
                name: String(project.output),
                platform,
                sourceLocation: String(Location),
                buildspec: String(BuildSpec),
              };
            }),
          },
        ],
      },
    });
    try {
      const environment: SourceEnvironment = {
        sourceId: 'receipts',
        id: 'production',
        account,
        region,
        repositoryPrefix: String(outputs.RepositoryPrefix),
        projects: new Map(
          [...projects].map(([platform, { output }]) => [
            platform,
            String(output),
          ]),
        ),
        bucket: String(outputs.Bucket),
        functions: [],
        deploy: [],
        rebuild: 'manual',
        concurrency: 4,
        buildsPerDay: 100,
        timeoutMinutes: 30,
        queuedTimeoutMinutes: 30,
        registries: [],
      };
      const builds = CodeBuildService.create({
        clients: AwsClients.create({
          credentials: {
            getCredentialProvider: async () => ({
              sdkCredentialProvider: async () => simulator.credentials(account),
            }),
          },
          endpoint: simulator.url,
        }),
      });
      expect(await builds.preflight({ environment })).toEqual([]);
      const asked = simulator.requests.list('ecr:DescribeRepositories');
      expect(asked.map(({ input }) => input.repositoryNames)).toEqual([
        ['receipts/preflight'],
      ]);
    } finally {
      await simulator.stop();
    }
    for (const project of [resources.ArmProject, resources.AmdProject]) {
      expect(project).toMatchObject({
        AutoRetryLimit: 0,
        Artifacts: { Type: 'NO_ARTIFACTS' },
        Environment: { PrivilegedMode: true },
        Source: { Type: 'S3' },
      });
    }
    expect(resources.ArmProject.Environment).toMatchObject({
      Type: 'ARM_CONTAINER',
    });
  });

  // Under CI a missing linter is an error and not a reason to skip. Elsewhere, set CFN_LINT to that program, from PyPI.
  const linter = process.env.CFN_LINT ?? 'cfn-lint';
  const describeWithLinter =
    process.env.CFN_LINT || process.env.CI ? describe : describe.skip;

  describeWithLinter('read by cfn-lint', () => {
    it('has no findings', () => {
      const { status, stdout, stderr } = spawnSync(
        linter,
        ['--include-checks', 'I', '--', TEMPLATE],
        { encoding: 'utf8' },
      );
      expect({ status, output: stdout + stderr }).toEqual({
        status: 0,
        output: '',
      });
    });
  });
});

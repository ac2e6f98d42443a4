import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsSimulator, ManualClock } from '../index';

const OWN = '111122223333';
const OTHER = '444455556666';
const REGION = 'eu-central-1';
const ROLE = `arn:aws:iam::${OTHER}:role/path/rebuilder`;

describe('credentials', () => {
  let clock: ManualClock;
  let simulator: AwsSimulator;
  let sts: STSClient;

  beforeEach(async () => {
    clock = new ManualClock();
    simulator = await AwsSimulator.start({
      clock,
      data: {
        roles: [{ arn: ROLE, externalId: 'backstage' }],
        regions: [
          { account: OWN, region: REGION },
          {
            account: OTHER,
            region: REGION,
            repositories: [{ name: 'theirs' }],
            buckets: [{ name: 'their-contexts' }],
          },
        ],
      },
    });
    sts = new STSClient(simulator.clientConfig(OWN, REGION));
  });

  afterEach(() => simulator.stop());

  it('of a role reach the account of the role until they expire', async () => {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: ROLE,
        RoleSessionName: 'test',
        ExternalId: 'backstage',
      }),
    );
    const config = {
      ...simulator.clientConfig(OWN, REGION),
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
      },
    };
    await expect(
      new STSClient(config).send(new GetCallerIdentityCommand({})),
    ).resolves.toMatchObject({
      Account: OTHER,
      Arn: `arn:aws:sts::${OTHER}:assumed-role/rebuilder/test`,
    });
    const list = new DescribeRepositoriesCommand({});
    const ecr = new ECRClient(config);
    await expect(ecr.send(list)).resolves.toMatchObject({
      repositories: [{ repositoryName: 'theirs' }],
    });
    clock.advance(60 * 60_000);
    await expect(ecr.send(list)).rejects.toMatchObject({
      name: 'ExpiredTokenException',
    });
  });

  it('that end on their own are refused then, which is remembered', async () => {
    const ecr = new ECRClient({
      ...simulator.clientConfig(OWN, REGION),
      credentials: simulator.temporaryCredentials(OTHER, 60_000),
    });
    const list = new DescribeRepositoriesCommand({});
    await expect(ecr.send(list)).resolves.toMatchObject({
      repositories: [{ repositoryName: 'theirs' }],
    });
    clock.advance(60_000);
    await expect(ecr.send(list)).rejects.toMatchObject({
      name: 'ExpiredTokenException',
    });
    expect(simulator.requests.list('ecr:DescribeRepositories')).toMatchObject([
      { account: OTHER, accepted: true },
      {
        account: OTHER,
        accepted: false,
        error: { code: 'ExpiredTokenException' },
      },
    ]);
  });

  it('of a role need its external id', async () => {
    await expect(
      sts.send(
        new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'test' }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('that nobody gave out are refused', async () => {
    const ecr = new ECRClient({
      ...simulator.clientConfig(OWN, REGION),
      credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' },
    });
    await expect(
      ecr.send(new DescribeRepositoriesCommand({})),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('of one account do not reach the bucket of another', async () => {
    const s3 = new S3Client(simulator.clientConfig(OWN, REGION));
    await expect(
      s3.send(new HeadBucketCommand({ Bucket: 'their-contexts' })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

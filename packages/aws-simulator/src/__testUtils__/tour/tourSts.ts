import * as sts from '@aws-sdk/client-sts';
import { AwsSimulator } from '../../index';
import { refused } from './outcomes';
import { config, ROLE } from './tourData';

/** Identities and roles. */
export async function tourSts(simulator: AwsSimulator): Promise<void> {
  const client = new sts.STSClient(config(simulator));
  await client.send(new sts.GetCallerIdentityCommand({}));
  const assume = { RoleArn: ROLE, RoleSessionName: 'tour' };
  const { Credentials } = await client.send(
    new sts.AssumeRoleCommand({ ...assume, ExternalId: 'outside' }),
  );
  await refused(client.send(new sts.AssumeRoleCommand(assume)));
  const assumed = new sts.STSClient({
    ...config(simulator),
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    },
  });
  await assumed.send(new sts.GetCallerIdentityCommand({}));
}

import { CallContext } from '../http/Call';
import { AwsError } from '../wire/AwsError';
import { startSession } from './startSession';

const ROLE = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/;

/** AssumeRole: for roles of the data only, with their external id. Inputs of the query protocol are text. */
export function assumeRole(
  input: Record<string, string | undefined>,
  { cloud, principal, now }: CallContext,
) {
  const {
    RoleArn: arn = '',
    RoleSessionName: sessionName = 'session',
    ExternalId: externalId,
    DurationSeconds: duration = '3600',
  } = input;
  const role = cloud.state.roles[arn];
  const [, account, name] = ROLE.exec(arn) ?? [];
  if (!role || !account || role.externalId !== externalId) {
    throw new AwsError(
      'AccessDenied',
      `User: ${principal} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      { status: 403 },
    );
  }
  const expiresAt = now + Number(duration) * 1000;
  const assumed = `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`;
  const { accessKeyId, token } = startSession(cloud.state, {
    account,
    expiresAt,
    principal: assumed,
  });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: 'simulator',
      SessionToken: token,
      Expiration: new Date(expiresAt).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROASIMULATOR:${sessionName}`,
      Arn: assumed,
    },
  };
}

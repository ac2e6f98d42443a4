import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who calls: the entity ref of a user, or the subject of a service. */
export function callerName({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'unknown';
}

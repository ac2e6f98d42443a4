import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';

/** Host of the registry of an account in a region. China has a domain of its own. */
export function ecrHost({
  account,
  region,
}: Pick<SourceEnvironment, 'account' | 'region'>): string {
  const suffix = region.startsWith('cn-') ? '.cn' : '';
  return `${account}.dkr.ecr.${region}.amazonaws.com${suffix}`;
}

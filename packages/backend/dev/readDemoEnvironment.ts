import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { parse } from 'yaml';

/** Where the demo's images live: what the simulator has is what the configuration of the portal names. */
export interface DemoEnvironment extends Pick<
  SourceEnvironment,
  'account' | 'region' | 'bucket' | 'projects' | 'repositoryPrefix'
> {}

/**
 * Reads source `receipts` and its environment `demo` from the configuration of the portal.
 *
 * @param root - the root of the checkout.
 */
export function readDemoEnvironment(root: string): {
  environment: DemoEnvironment;
  folder: string;
} {
  const config = parse(readFileSync(join(root, 'app-config.yaml'), 'utf8'));
  const { target, environments } = config.baseImages.sources.receipts;
  const { account, region, bucket, projects, repositoryPrefix } =
    environments.demo;
  return {
    folder: join(root, target),
    environment: {
      account,
      region,
      bucket,
      repositoryPrefix: repositoryPrefix ?? 'receipts/',
      projects: new Map(Object.entries<string>(projects)),
    },
  };
}

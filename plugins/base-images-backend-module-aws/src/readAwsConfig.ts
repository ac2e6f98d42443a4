import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'baseImages.aws';

/** What `baseImages.aws` says. */
export interface AwsConfig {
  endpoint: string | undefined;
  /** Addresses by the host of the registry that they are asked for. */
  registryMirrors: Record<string, string>;
}

/** @throws InputError for what is no address. */
export function readAwsConfig(config: RootConfigService): AwsConfig {
  const endpoint = config.getOptionalString(`${KEY}.endpoint`);
  if (endpoint !== undefined) {
    checkAddress(endpoint, `${KEY}.endpoint`);
  }
  const mirrors: unknown = config.getOptional(`${KEY}.registryMirrors`) ?? {};
  if (
    typeof mirrors !== 'object' ||
    mirrors === null ||
    Array.isArray(mirrors)
  ) {
    throw new InputError(
      `'${KEY}.registryMirrors' must give an address for each host, such as { public.ecr.aws: https://mirror.acme.example }`,
    );
  }
  return {
    endpoint,
    registryMirrors: Object.fromEntries(
      Object.entries(mirrors).map(([host, address]) => {
        const key = `${KEY}.registryMirrors.${host}`;
        if (!/^[a-z0-9.-]+(?::\d+)?$/.test(host)) {
          throw new InputError(
            `'${key}' is not for the host of a registry: write it as images name it, such as public.ecr.aws`,
          );
        }
        return [host, checkAddress(address, key)];
      }),
    ),
  };
}

function checkAddress(value: unknown, key: string): string {
  if (
    typeof value !== 'string' ||
    !URL.canParse(value) ||
    !/^https?:$/.test(new URL(value).protocol)
  ) {
    throw new InputError(
      `'${key}' must be an address that begins with https:// or http://, not ${JSON.stringify(value)}`,
    );
  }
  return value;
}

import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { SourceEntitySettings } from '@base-images/backstage-plugin-base-images-common';
import {
  readObject,
  readOptionalString,
  readString,
  readTexts,
} from './readSetting';

const DEFAULT_TYPES = {
  package: 'python-package',
  lambda: 'lambda',
  baseImage: 'container-image',
};

/**
 * Reads how the entities of a source are made.
 *
 * @throws InputError that names the setting and says what to write.
 */
export function readEntitySettings(
  id: string,
  settings: JsonObject,
  key: string,
): SourceEntitySettings {
  const namespace = readOptionalString(
    settings.namespace,
    `${key}.namespace`,
    'default',
  );
  if (!KubernetesValidatorFunctions.isValidNamespace(namespace)) {
    throw new InputError(
      `'${key}.namespace' must be a catalog namespace (lower-case letters, digits and '-'), not '${namespace}'`,
    );
  }
  const namePrefix = readPrefix(settings.namePrefix, `${key}.namePrefix`);
  const names = settings.names ?? 'short';
  if (names !== 'short' && names !== 'path') {
    throw new InputError(
      `'${key}.names' must be 'short' or 'path', not ${JSON.stringify(names)}`,
    );
  }
  const system = readOptionalString(settings.system, `${key}.system`, id);
  if (!KubernetesValidatorFunctions.isValidObjectName(system)) {
    throw new InputError(
      `'${key}.system' must be an entity name (letters, digits, '-', '_' and '.', 63 at most), not '${system}'`,
    );
  }
  return {
    namespace,
    namePrefix,
    names,
    system,
    defaultOwner: readOwner(settings.defaultOwner, `${key}.defaultOwner`),
    owners: readOwners(settings.owners, `${key}.owners`),
    lifecycle: readOptionalString(
      settings.lifecycle,
      `${key}.lifecycle`,
      'production',
    ),
    types: readTypes(settings.types, `${key}.types`),
    trustedLocations: readLocations(
      settings.trustedLocations,
      `${key}.trustedLocations`,
    ),
  };
}

function readPrefix(value: JsonValue | undefined, key: string): string {
  const prefix = value ?? '';
  if (
    typeof prefix !== 'string' ||
    !/^([A-Za-z0-9][-A-Za-z0-9_.]{0,30})?$/.test(prefix)
  ) {
    throw new InputError(
      `'${key}' must begin an entity name (letters, digits, '-', '_' and '.', 31 at most), not ${JSON.stringify(
        prefix,
      )}`,
    );
  }
  return prefix;
}

function readOwner(value: JsonValue | undefined, key: string): string {
  const owner = readString(
    value,
    key,
    'an entity ref, such as group:default/platform',
  );
  const ref = parseOwner(owner);
  if (!ref) {
    throw new InputError(
      `'${key}' must be an entity ref, such as group:default/platform, not '${owner}'`,
    );
  }
  return ref;
}

function parseOwner(owner: string): string | undefined {
  try {
    const ref = parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return KubernetesValidatorFunctions.isValidNamespace(ref.namespace) &&
      KubernetesValidatorFunctions.isValidObjectName(ref.name)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

function readOwners(
  value: JsonValue | undefined,
  key: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readObject(value, key)).map(([owner, entityRef]) => {
      if (!owner.includes('@')) {
        throw new InputError(
          `'${key}.${owner}' is no owner of a CODEOWNERS file: write @organization/team, @user or an e-mail address`,
        );
      }
      return [owner, readOwner(entityRef, `${key}.${owner}`)];
    }),
  );
}

function readLocations(value: JsonValue | undefined, key: string): string[] {
  const locations = readTexts(value, key);
  for (const location of locations) {
    const isAddress = /^https?:/i.test(location);
    if (isAddress ? !URL.canParse(location) : !/^[^:]+:./.test(location)) {
      throw new InputError(
        `'${key}' must hold addresses, such as https://github.com/acme/, or whole locations, such as my-provider:acme, not '${location}'`,
      );
    }
    if (/^(?:url|file):/i.test(location)) {
      throw new InputError(
        `'${key}' must hold an address without '${location.split(':')[0]}:', such as https://github.com/acme/, not '${location}'; files that the configuration names need no entry`,
      );
    }
  }
  return locations;
}

function readTypes(
  value: JsonValue | undefined,
  key: string,
): SourceEntitySettings['types'] {
  const types = readObject(value, key);
  const unknown = Object.keys(types).find(name => !(name in DEFAULT_TYPES));
  if (unknown !== undefined) {
    throw new InputError(
      `'${key}.${unknown}' is no setting: write one of ${Object.keys(
        DEFAULT_TYPES,
      ).join(', ')}`,
    );
  }
  return {
    package: readOptionalString(
      types.package,
      `${key}.package`,
      DEFAULT_TYPES.package,
    ),
    lambda: readOptionalString(
      types.lambda,
      `${key}.lambda`,
      DEFAULT_TYPES.lambda,
    ),
    baseImage: readOptionalString(
      types.baseImage,
      `${key}.baseImage`,
      DEFAULT_TYPES.baseImage,
    ),
  };
}

import { normalizeName } from '../../python/normalizeName';
import { LockedDistribution, LockReference } from './LockFile';
import { isRecord, textOf, textsOf } from './tomlValues';

/** Reads `dependencies` and `optional-dependencies` of one `[[package]]` of a `uv.lock`. Development groups are not installed. */
export function readUvDependencies(
  entry: Record<string, unknown>,
): Pick<LockedDistribution, 'dependencies' | 'extras'> {
  const optional = entry['optional-dependencies'];
  return {
    dependencies: readReferences(entry.dependencies),
    extras: new Map(
      Object.entries(isRecord(optional) ? optional : {}).map(
        ([extra, references]) => [
          normalizeName(extra),
          readReferences(references),
        ],
      ),
    ),
  };
}

function readReferences(value: unknown): LockReference[] {
  return (Array.isArray(value) ? value : []).flatMap(item => {
    const name = isRecord(item) ? textOf(item.name) : undefined;
    return name === undefined
      ? []
      : [
          {
            name: normalizeName(name),
            extras: textsOf(item.extra).map(normalizeName),
            version: textOf(item.version),
          },
        ];
  });
}

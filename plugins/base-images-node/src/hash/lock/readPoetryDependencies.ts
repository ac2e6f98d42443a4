import { normalizeName } from '../../python/normalizeName';
import { LockedDistribution, LockReference } from './LockFile';
import { isRecord, textsOf } from './tomlValues';

/** Reads `[package.dependencies]` and `[package.extras]` of one `[[package]]` of a `poetry.lock`. */
export function readPoetryDependencies(
  entry: Record<string, unknown>,
): Pick<LockedDistribution, 'dependencies' | 'extras'> {
  const { dependencies, extras } = entry;
  return {
    dependencies: Object.entries(
      isRecord(dependencies) ? dependencies : {},
    ).flatMap(([name, value]) => readDependency(name, value)),
    extras: new Map(
      Object.entries(isRecord(extras) ? extras : {}).map(([extra, texts]) => [
        normalizeName(extra),
        textsOf(texts).flatMap(readExtra),
      ]),
    ),
  };
}

/** A constraint, a table, or a list of them with markers; optional ones are installed by an extra alone. */
function readDependency(name: string, value: unknown): LockReference[] {
  const wanted = [value]
    .flat()
    .filter(item => !isRecord(item) || item.optional !== true);
  return wanted.length === 0
    ? []
    : [
        {
          name: normalizeName(name),
          extras: wanted
            .flatMap(item => (isRecord(item) ? textsOf(item.extras) : []))
            .map(normalizeName),
        },
      ];
}

/** A text such as `coverage[toml] (>=5.3)`. */
function readExtra(text: string): LockReference[] {
  const match = /^\s*([\w.-]+)\s*(?:\[([^\]]*)\])?/.exec(text);
  return match
    ? [
        {
          name: normalizeName(match[1]),
          extras: (match[2] ?? '')
            .split(',')
            .map(extra => extra.trim())
            .filter(extra => extra !== '')
            .map(normalizeName),
        },
      ]
    : [];
}

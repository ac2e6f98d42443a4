import {
  Diagnostic,
  LambdaCoverage,
} from '@base-images/backstage-plugin-base-images-common';
import { compareKeys, SortKey } from './pagination';

/** By name, as people look for it; the id tells Lambdas of one name apart. */
export function coverageKey({ name, lambda }: LambdaCoverage): SortKey {
  return [name, lambda];
}

/** By place; what is said tells several diagnostics of one place apart. */
export function diagnosticKey(diagnostic: Diagnostic): SortKey {
  const { file, line, column, code, message } = diagnostic;
  return [file, line ?? 0, column ?? 0, code, message];
}

export function sortByKey<T>(items: T[], keyOf: (item: T) => SortKey): T[] {
  return items
    .map(item => ({ item, key: keyOf(item) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item);
}

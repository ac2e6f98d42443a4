import { Expression, RecordEntry } from './Expression';
import { asText, Value } from './Value';

/** A dictionary or an object; entries whose key is not known are left out. */
export function evaluateRecord(
  entries: readonly RecordEntry[],
  evaluate: (expression: Expression) => Value,
): Value {
  const record = new Map<string, Value>();
  for (const { key, value } of entries) {
    const entry = evaluate(value);
    const name = key && asText(evaluate(key));
    if (name?.exact) {
      record.set(name.text, entry);
    } else if (!key && entry.kind === 'record') {
      entry.entries.forEach((spread, label) => record.set(label, spread));
    }
  }
  return { kind: 'record', entries: record };
}

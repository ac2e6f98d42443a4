import { TemplateText, hole } from '../nameTemplate';

/** What an expression is known to be. */
export type Value =
  | TextValue
  | { kind: 'list'; items: Value[] }
  | { kind: 'record'; entries: Map<string, Value> }
  | { kind: 'none' }
  | CallValue
  /** Something of which only the name is known, and what it was taken from. */
  | { kind: 'reference'; name: string; from: Value | undefined };

/** A text, with the values that its unknown parts were made from. */
export interface TextValue extends TemplateText {
  kind: 'text';
  from: Value[];
}

/** The result of a call that is not followed, with its arguments. */
export interface CallValue {
  kind: 'call';
  /** The same for the same call with the same values around it. */
  id: string;
  /** Names of the callee with dots, such as `lambda_.DockerImageCode.from_image_asset`. */
  callee: string;
  /** What a method is called on. */
  receiver: Value | undefined;
  positional: Value[];
  keywords: Map<string, Value>;
  line: number;
}

/** Longer texts are no names and no paths. */
const MAX_TEXT = 2_000;

/** A value as a text; what is not known stands as `{name}`. */
export function asText(value: Value): TemplateText {
  switch (value.kind) {
    case 'text':
      return value;
    case 'reference':
      return { text: hole(value.name), exact: false };
    case 'call': {
      const name = lastName(value.callee).replace(/^get_?(?=.)/i, '');
      return { text: hole(name.toLowerCase()), exact: false };
    }
    default:
      return { text: hole('value'), exact: false };
  }
}

/** A text value; one that grows without bound is not known. */
export function textValue(
  text: string,
  exact: boolean,
  from: Value[] = [],
): TextValue {
  return text.length > MAX_TEXT
    ? { kind: 'text', text: hole('value'), exact: false, from }
    : { kind: 'text', text, exact, from };
}

/** Values as one text, between them a separator. */
export function concatenateValues(
  values: Value[],
  separator: TemplateText = { text: '', exact: true },
): TextValue {
  const texts = values.slice(0, 500).map(asText);
  return textValue(
    texts.map(({ text }) => text).join(separator.text),
    separator.exact && texts.every(({ exact }) => exact),
    values.filter(value => value.kind !== 'text' || value.from.length > 0),
  );
}

/** The last of the names that dots join. */
export function lastName(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}

/** Whether two spellings are the same name in `snake_case`, `camelCase` or `PascalCase`. */
export function foldName(name: string): string {
  return name.replace(/_/g, '').toLowerCase();
}

/** An argument of a call by its keyword (in any case style) or, for a number, its position. */
export function argumentOf(
  call: CallValue,
  ...names: (string | number)[]
): Value | undefined {
  for (const name of names) {
    if (typeof name === 'number') {
      if (call.positional[name]) {
        return call.positional[name];
      }
      continue;
    }
    for (const [keyword, value] of call.keywords) {
      if (foldName(keyword) === foldName(name)) {
        return value;
      }
    }
  }
  return undefined;
}

/** The entry of a record (or the keyword of a call that makes one, such as `BuildContextArgs(location=…)`), in any case style. */
export function entryOf(
  value: Value | undefined,
  name: string,
): Value | undefined {
  if (value?.kind === 'call') {
    return argumentOf(value, name);
  }
  if (value?.kind === 'record') {
    for (const [key, entry] of value.entries) {
      if (foldName(key) === foldName(name)) {
        return entry;
      }
    }
  }
  return undefined;
}

/** Every call that a value was made from, itself included; bounded. */
export function callsBehind(value: Value | undefined): CallValue[] {
  const calls: CallValue[] = [];
  const seen = new Set<Value>();
  const pending: (Value | undefined)[] = [value];
  while (pending.length && seen.size < 500) {
    const next = pending.pop();
    if (!next || seen.has(next)) {
      continue;
    }
    seen.add(next);
    if (next.kind === 'call') {
      calls.push(next);
      pending.push(
        next.receiver,
        ...next.positional,
        ...next.keywords.values(),
      );
    } else if (next.kind === 'reference') {
      pending.push(next.from);
    } else if (next.kind === 'text') {
      pending.push(...next.from);
    } else if (next.kind === 'list') {
      pending.push(...next.items);
    } else if (next.kind === 'record') {
      pending.push(...next.entries.values());
    }
  }
  return calls;
}

/** Something of which only the name is known. */
export function unknown(name: string, from: Value[] = []): Value {
  return {
    kind: 'reference',
    name,
    from: from.length ? { kind: 'list', items: from } : undefined,
  };
}

/** One known option stands for all where the others are unknown, or nothing. There are none in what a parser mended. */
export function choose(options: Value[]): Value {
  const known = options.filter(
    option => option.kind !== 'reference' && option.kind !== 'none',
  );
  const [first] = known;
  if (!first) {
    return (
      options.find(option => option.kind === 'reference') ??
      options[0] ??
      unknown('value')
    );
  }
  return known.every(
    option =>
      option === first ||
      (option.kind === 'text' &&
        first.kind === 'text' &&
        option.text === first.text),
  )
    ? first
    : unknown('value', options);
}

/** An item of a list, or an entry of a record. */
export function partOf(value: Value, part: string | number): Value | undefined {
  if (value.kind === 'list') {
    const index = Number(part);
    return Number.isInteger(index) ? value.items.at(index) : undefined;
  }
  return value.kind === 'record' ? value.entries.get(String(part)) : undefined;
}

/** Whether a value is a name and no more. */
export function isPlainName(value: Value): boolean {
  return value.kind === 'reference' && !value.from;
}

import { compileAttributePattern } from './compileAttributePattern';

/** `true` for `name`, `false` for `-name`, undefined for `!name`, else the text after `name=`. */
export type AttributeValue = boolean | string | undefined;

/** One line of a `.gitattributes` file. */
export interface AttributeRule {
  /** 1-based. */
  line: number;
  pattern: string;
  /** Whether the rule holds for a path, given from the folder of the file. */
  matches(path: string): boolean;
  values: ReadonlyMap<string, AttributeValue>;
}

/** Attributes that decide whether the bytes of a file are those of its commit. */
const RELEVANT = new Set([
  'eol',
  'export-ignore',
  'export-subst',
  'filter',
  'ident',
  'text',
  'working-tree-encoding',
]);

/** Git ignores longer lines ("gitattributes", since 2.39). */
const MAX_LINE_LENGTH = 2_048;

/**
 * Reads a `.gitattributes` file as far as it decides whether files are as they were committed (gitattributes documentation).
 * What cannot be read says nothing, as for git.
 */
export function parseAttributes(text: string): AttributeRule[] {
  const macros = new Map<string, Map<string, AttributeValue>>([
    ['binary', new Map([['text', false]])],
  ]);
  const rules: AttributeRule[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.length > MAX_LINE_LENGTH) {
      continue;
    }
    const [pattern, rest] = splitPattern(line);
    const values = readValues(rest, macros);
    const macro = /^\[attr\](.+)$/.exec(pattern)?.[1];
    if (macro) {
      macros.set(macro, values);
    } else if (values.size > 0 && !pattern.startsWith('!')) {
      rules.push({
        line: index + 1,
        pattern,
        matches: compileAttributePattern(pattern),
        values,
      });
    }
  }
  return rules;
}

function splitPattern(line: string): [pattern: string, rest: string] {
  const quoted = /^"((?:[^"\\]|\\.)*)"(?:\s+|$)/.exec(line);
  if (quoted) {
    return [
      quoted[1].replace(/\\(["\\])/g, '$1'),
      line.slice(quoted[0].length),
    ];
  }
  const pattern = /^\S+/.exec(line)![0];
  return [pattern, line.slice(pattern.length)];
}

function readValues(
  text: string,
  macros: ReadonlyMap<string, ReadonlyMap<string, AttributeValue>>,
): Map<string, AttributeValue> {
  const values = new Map<string, AttributeValue>();
  for (const word of text.split(/\s+/)) {
    const [, sign, name, value] = /^([-!]?)([^=]*)(?:=(.*))?$/.exec(word)!;
    if (RELEVANT.has(name)) {
      values.set(name, toValue(sign, value));
    }
    if (sign === '' && value === undefined) {
      macros.get(name)?.forEach((item, key) => values.set(key, item));
    }
  }
  return values;
}

function toValue(sign: string, value: string | undefined): AttributeValue {
  if (sign === '!') {
    return undefined;
  }
  return sign === '-' ? false : (value ?? true);
}

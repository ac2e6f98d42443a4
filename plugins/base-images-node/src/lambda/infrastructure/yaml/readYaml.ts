import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Node,
} from 'yaml';
import { parseYaml } from '../../../yaml/parseYaml';
import { nestingOf } from '../program/parseWithin';

/** A value of a YAML (or JSON) document, with its tag and the 1-based line of it or of its key. */
export type YamlValue = YamlScalar | YamlList | YamlMap;

/** A scalar, as text; a null is the empty text. */
export interface YamlScalar {
  kind: 'scalar';
  text: string;
  tag?: string;
  line: number;
}

/** A sequence. */
export interface YamlList {
  kind: 'list';
  items: YamlValue[];
  tag?: string;
  line: number;
}

/** A mapping; of equal keys the last one counts. */
export interface YamlMap {
  kind: 'map';
  entries: Map<string, YamlValue>;
  tag?: string;
  line: number;
}

/** What {@link readYaml} gives: the value, or why there is none. */
export type YamlResult =
  { value: YamlValue | undefined } | { problem: string; line: number | null };

/** Values that one document may unfold to; aliases count each time. */
const MAX_VALUES = 200_000;
const MAX_DEPTH = 200;
/** Longer texts are generated, and then they are JSON. In others the parser may find a mistake at every character. */
const MAX_YAML_LENGTH = 150_000;
const tooDeep = 'The document is nested too deeply.';

class YamlLimitError extends Error {}

class Unfolding {
  private count = 0;
  /** The last node with each anchor: what an alias behind it means. */
  private readonly anchors = new Map<string, Node>();

  constructor(private readonly lineCounter: LineCounter) {}

  value(node: unknown, depth: number): YamlValue | undefined {
    this.count += 1;
    if (this.count > MAX_VALUES || depth > MAX_DEPTH) {
      throw new YamlLimitError(
        'The document unfolds to too many values, or is nested too deeply.',
      );
    }
    if (isAlias(node)) {
      return this.value(this.anchors.get(node.source), depth + 1);
    }
    if (isNode(node) && 'anchor' in node && node.anchor) {
      this.anchors.set(node.anchor, node);
    }
    const line = this.lineOf(node as Node | null);
    if (isScalar(node)) {
      const text =
        node.value === null || node.value === undefined
          ? ''
          : (node.source ?? String(node.value));
      return { kind: 'scalar', text, tag: node.tag, line };
    }
    if (isSeq(node)) {
      const items: YamlValue[] = [];
      for (const item of node.items) {
        const value = this.value(item, depth + 1);
        if (value) {
          items.push(value);
        }
      }
      return { kind: 'list', items, tag: node.tag, line };
    }
    if (isMap(node)) {
      const entries = new Map<string, YamlValue>();
      const merged: YamlValue[] = [];
      for (const pair of node.items) {
        const key = this.value(pair.key, depth + 1);
        const value = this.value(pair.value, depth + 1);
        if (key?.kind !== 'scalar') {
          continue;
        }
        if (key.text === '<<' && value && value.kind !== 'scalar') {
          merged.push(...(value.kind === 'list' ? value.items : [value]));
        } else {
          entries.set(
            key.text,
            // What people look for is the key.
            value
              ? { ...value, line: key.line }
              : { kind: 'scalar', text: '', line: key.line },
          );
        }
      }
      for (const map of merged) {
        for (const [key, value] of map.kind === 'map' ? map.entries : []) {
          if (!entries.has(key)) {
            entries.set(key, value);
          }
        }
      }
      return { kind: 'map', entries, tag: node.tag, line };
    }
    return undefined;
  }

  private lineOf(node: Node | null): number {
    const offset = node?.range?.[0];
    return offset === undefined ? 1 : this.lineCounter.linePos(offset).line;
  }
}

/** The value at a path of keys, or undefined. */
export function at(
  value: YamlValue | undefined,
  ...keys: string[]
): YamlValue | undefined {
  let found = value;
  for (const key of keys) {
    found = found?.kind === 'map' ? found.entries.get(key) : undefined;
  }
  return found;
}

/** The entries of a mapping; none for anything else. */
export function entriesOf(value: YamlValue | undefined): [string, YamlValue][] {
  return value?.kind === 'map' ? [...value.entries] : [];
}

/** The items of a sequence; none for anything else. */
export function itemsOf(value: YamlValue | undefined): YamlValue[] {
  return value?.kind === 'list' ? value.items : [];
}

/** The text of a scalar without a tag of its own; undefined for anything else and for empty text. */
export function textOf(value: YamlValue | undefined): string | undefined {
  if (value?.kind !== 'scalar' || value.tag?.startsWith('!')) {
    return undefined;
  }
  return value.text === '' ? undefined : value.text;
}

/**
 * Reads the first document of a YAML text, aliases and merge keys resolved; tags are kept as they are, since CloudFormation
 * writes its functions as tags. Never throws: a text that unfolds to too much or is too deep is a problem.
 */
export function readYaml(text: string): YamlResult {
  if (nestingOf(text) > MAX_DEPTH) {
    return { problem: tooDeep, line: null };
  }
  if (text.length > MAX_YAML_LENGTH && !isJson(text)) {
    return {
      problem: `The document is larger than ${MAX_YAML_LENGTH} characters.`,
      line: null,
    };
  }
  const lineCounter = new LineCounter();
  try {
    const document = parseYaml(text, lineCounter);
    const error = document.errors.find(found => found.code !== 'MULTIPLE_DOCS');
    if (error) {
      return {
        problem: error.message.split('\n')[0],
        line: Math.max(lineCounter.linePos(error.pos[0]).line, 1),
      };
    }
    const unfold = new Unfolding(lineCounter);
    return { value: unfold.value(document.contents, 0) };
  } catch (error) {
    return {
      problem: error instanceof YamlLimitError ? error.message : tooDeep,
      line: null,
    };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

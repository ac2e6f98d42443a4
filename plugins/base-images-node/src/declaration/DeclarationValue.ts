import { isMap, isScalar, isSeq, Node } from 'yaml';
import { didYouMean } from './closestName';
import { DeclarationDocument } from './DeclarationDocument';
import { Place } from './DeclarationProblems';

/** What a kind of text must look like. */
export interface TextRule {
  pattern: RegExp;
  /** Completes "… must be". */
  expected: string;
  /** What to do about it; by default an example is all that is needed. */
  help?: string;
}

/** No instruction can hold anything else. */
const ONE_LINE: TextRule = {
  pattern: /^[^\p{Cc}\u2028\u2029\uFEFF]*$/u,
  expected: 'a text of one line, without control characters',
};

/**
 * One value of a declaration. Every reader returns undefined after it reported that the value is wrong, so that callers go
 * on and find the other mistakes as well.
 */
export class DeclarationValue {
  readonly place: Place;
  private readonly node: Node | null | undefined;

  /** The value of a whole file. */
  static ofFile(document: DeclarationDocument): DeclarationValue {
    return new DeclarationValue(document, document.contents, 'The file', {
      line: 1,
      column: 1,
    });
  }

  private constructor(
    private readonly document: DeclarationDocument,
    node: unknown,
    /** What the value is called in messages, such as `images[0].from`. */
    readonly label: string,
    parent: Place,
  ) {
    this.place = document.placeOf(node) ?? parent;
    this.node = document.resolve(node);
  }

  fail(message: string, help: string): undefined {
    this.document.problems.add(this.place, `${this.label} ${message}.`, help);
    return undefined;
  }

  /** The values of a mapping by their keys; keys that are not among `fields` are reported. */
  fields(
    fields: readonly string[],
    options: { allowExtensions?: boolean } = {},
  ): Map<string, DeclarationValue> | undefined {
    return this.mapping((key, value) => {
      if (fields.includes(key)) {
        return true;
      }
      if (!options.allowExtensions || !key.startsWith('x-')) {
        value.fail(
          'is not a known field',
          didYouMean(key, fields, `Known fields: ${fields.join(', ')}.`),
        );
      }
      return false;
    });
  }

  /** A mapping from names of a certain form to texts. */
  texts(key: TextRule): Record<string, string> | undefined {
    const values = this.mapping((name, value) => {
      if (!key.pattern.test(name)) {
        value.fail(
          `has a name that is not ${key.expected}`,
          key.help ?? 'Rename it.',
        );
        return false;
      }
      return true;
    });
    if (!values) {
      return undefined;
    }
    const texts: [string, string][] = [];
    for (const [name, value] of values) {
      const text = value.text(ONE_LINE);
      if (text !== undefined) {
        texts.push([name, text]);
      }
    }
    return Object.fromEntries(texts);
  }

  /** The items of a list. */
  items(): DeclarationValue[] | undefined {
    if (!isSeq(this.node)) {
      return this.wrongType('a list', 'Write each item on a line with "- ".');
    }
    return this.node.items.map(
      (item, index) =>
        new DeclarationValue(
          this.document,
          item,
          `${this.label}[${index}]`,
          this.place,
        ),
    );
  }

  /** The items of a list of texts that are right. */
  textItems(rule: TextRule): string[] | undefined {
    return this.items()
      ?.map(item => item.text(rule))
      .filter(text => text !== undefined);
  }

  /** A text of a certain form. */
  text(rule: TextRule): string | undefined {
    const text = this.anyText();
    if (text === undefined || rule.pattern.test(text)) {
      return text;
    }
    const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    return this.fail(
      `is ${JSON.stringify(shown)}, but must be ${rule.expected}`,
      rule.help ?? 'Correct it.',
    );
  }

  /** One of some words. */
  choice<T extends string>(choices: readonly T[]): T | undefined {
    const text = this.anyText();
    if (text === undefined) {
      return undefined;
    }
    const choice = choices.find(candidate => candidate === text);
    return (
      choice ??
      this.fail(
        `must be ${choices.join(' or ')}`,
        didYouMean(text, choices, `Write ${choices[0]}.`),
      )
    );
  }

  /** Reports when the value is not this number. */
  equals(expected: number, help: string): boolean {
    if (isScalar(this.node) && this.node.value === expected) {
      return true;
    }
    this.fail(`must be ${expected}`, help);
    return false;
  }

  private anyText(): string | undefined {
    if (isScalar(this.node) && typeof this.node.value === 'string') {
      return this.node.value;
    }
    const written = isScalar(this.node) ? this.node.source : undefined;
    return this.wrongType(
      'a text',
      written
        ? `Put it in quotes: '${written}'.`
        : 'Write a single value in quotes.',
    );
  }

  private mapping(
    accept: (key: string, value: DeclarationValue) => boolean,
  ): Map<string, DeclarationValue> | undefined {
    if (!isMap(this.node)) {
      return this.wrongType('a mapping', 'Write "name: value" lines.');
    }
    const values = new Map<string, DeclarationValue>();
    for (const { key, value } of this.node.items) {
      const name = isScalar(key) ? String(key.value) : '?';
      const place = this.document.placeOf(key) ?? this.place;
      const label = this.label === 'The file' ? name : `${this.label}.${name}`;
      const child = new DeclarationValue(this.document, value, label, place);
      // A value may be missing or stand far away behind an alias: the key is what people look for.
      const atKey = new DeclarationValue(this.document, key, label, place);
      if (values.has(name)) {
        atKey.fail('is given twice', 'Remove one of the two.');
      } else if (accept(name, atKey)) {
        values.set(name, child);
      }
    }
    return values;
  }

  private wrongType(expected: string, help: string): undefined {
    if (this.node === undefined) {
      return this.fail(
        `stands behind too many aliases`,
        'Write the values out.',
      );
    }
    const empty =
      this.node === null || (isScalar(this.node) && this.node.value === null);
    return empty
      ? this.fail(
          `is empty, but must be ${expected}`,
          'Give it a value, or remove it.',
        )
      : this.fail(`must be ${expected}`, help);
  }
}

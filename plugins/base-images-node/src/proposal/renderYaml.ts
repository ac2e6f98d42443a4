import { Document, isScalar, isSeq, visit } from 'yaml';

/** Longest line that a list is written on. */
const LINE_WIDTH = 100;

/** YAML of a value as this project writes it: short lists on one line, quotes only where they are needed. */
export function renderYaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Seq(_, list) {
      const width = list.items.reduce<number>(
        (sum, item) =>
          isScalar(item) && typeof item.value === 'string'
            ? sum + item.value.length + 4
            : Infinity,
        0,
      );
      const isShort =
        width <= LINE_WIDTH &&
        list.items.every(
          item => isScalar(item) && !String(item.value).includes('\n'),
        );
      list.flow = isShort;
    },
  });
  // An instruction a line: these are read, and grow.
  const setup = document.get('setup');
  if (isSeq(setup)) {
    setup.flow = false;
  }
  return document
    .toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false })
    .replace(/\n$/, '');
}

/** YAML of a value that fits between other values of a line. */
export function renderInline(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Collection(_, collection) {
      collection.flow = true;
    },
  });
  return document
    .toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false })
    .trim();
}

/** The lines of a text behind so many spaces, the first one left out. */
export function indentRest(text: string, spaces: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(spaces)}`);
}

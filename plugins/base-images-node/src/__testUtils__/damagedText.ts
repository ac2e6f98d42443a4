import fc from 'fast-check';

/** Pieces that mean something in one of the formats that are read. */
const PIECES = [
  ...['"', "'", '`', '"""', '[', ']', '{', '}', '(', ')', '<', '>'],
  ...['=', ':', ',', '.', '#', ';', '|', '/', '\\', '\\\n', '$', '@', '~'],
  ...['\n', ' ', '  ', '\t', '\0', '\uFEFF', '\r', '- ', '---\n'],
  ...['${', '$(', '%{', '{{', '<<A', '<<EOT\n', '*a', '&a', '!Sub ', '&& '],
  ...['../../..', '/etc', '**', 'for', 'in', 'lambda', '[[a]]\n', '_'],
  ...['__proto__', 'constructor', 'null', '1e999', '0x', '\u{1F600}'],
];

/** A text with a few pieces cut out, repeated or replaced. Without any edit it is the text itself. */
export function damagedText(text: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat({ max: text.length }),
    remove: fc.nat({ max: 30 }),
    insert: fc.oneof(
      fc.constantFrom(...PIECES),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    repeat: fc.nat({ max: 3 }),
  });
  return fc
    .array(edit, { maxLength: 6 })
    .map(edits =>
      edits.reduce(
        (current, { at, remove, insert, repeat }) =>
          current.slice(0, at) +
          insert.repeat(repeat) +
          current.slice(at + remove),
        text,
      ),
    );
}

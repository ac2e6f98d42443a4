import fc from 'fast-check';

/** A text in which some bytes are others, so that it may not be text any more. */
export function damagedBytes(text: string): fc.Arbitrary<Buffer> {
  const original = Buffer.from(text);
  const edit = fc.record({
    at: fc.nat({ max: original.length }),
    bytes: fc.uint8Array({ maxLength: 4 }),
    remove: fc.nat({ max: 4 }),
  });
  return fc
    .array(edit, { maxLength: 8 })
    .map(edits =>
      edits.reduce<Buffer>(
        (current, { at, bytes, remove }) =>
          Buffer.concat([
            current.subarray(0, at),
            bytes,
            current.subarray(at + remove),
          ]),
        original,
      ),
    );
}

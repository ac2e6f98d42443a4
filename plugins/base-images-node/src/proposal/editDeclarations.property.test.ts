import fc from 'fast-check';
import { Document, parse, parseDocument, visit } from 'yaml';
import { BaseImageFields } from './BaseImageFields';
import { editDeclarations } from './editDeclarations';

const text = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9.\-/:[\],]{0,12}$/),
  fc.string({ maxLength: 12 }),
  fc.constantFrom('3.12', 'null', '- a', 'a: b', '#', "'", 'RUN a \\\n  b\n'),
);
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);

const image: fc.Arbitrary<BaseImageFields> = fc.record(
  {
    name,
    from: text,
    python: text,
    packages: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }),
    include: fc.constant('dependencies'),
    setup: fc.array(text, { minLength: 1, maxLength: 3 }),
    env: fc.dictionary(name, text, { minKeys: 1, maxKeys: 2 }),
    maxAge: text,
  },
  { requiredKeys: ['name', 'from'] },
);

/** Files as people write them: blank lines and comments anywhere, lists on one line or on several. */
const file = fc
  .record({
    images: fc.uniqueArray(image, {
      maxLength: 4,
      selector: item => item.name,
    }),
    flow: fc.infiniteStream(fc.boolean()),
    notes: fc.infiniteStream(
      fc.constantFrom(undefined, undefined, undefined, ' a note', ' - x: y'),
    ),
    blank: fc.infiniteStream(fc.boolean()),
    indentSeq: fc.boolean(),
    quotes: fc.boolean(),
    windows: fc.boolean(),
    lambdas: fc.boolean(),
  })
  .map(({ images, flow, notes, blank, ...style }) => {
    const document = new Document({
      version: 1,
      images,
      ...(style.lambdas ? { lambdas: [] } : {}),
    });
    visit(document, {
      Collection(key, node, path) {
        if (path.length > 4 || node.items.length === 0) {
          node.flow = flow.next().value;
        }
        if (key !== null && path.length > 2 && node.items.length > 0) {
          node.commentBefore = notes.next().value;
          node.spaceBefore = blank.next().value;
        }
      },
      Scalar(key, node) {
        if (key !== 'key' && flow.next().value) {
          node.comment = notes.next().value;
        }
      },
    });
    const written = document.toString({
      lineWidth: 0,
      indentSeq: style.indentSeq,
      singleQuote: style.quotes,
    });
    return style.windows ? written.replace(/\n/g, '\r\n') : written;
  })
  // Not everything that can be put together can be read again.
  .filter(written => parseDocument(written).errors.length === 0);

/** Lines that are comments, or end in one. */
function notesOf(written: string): string[] {
  return written.split(/\r?\n/).filter(line => / a note| - x: y/.test(line));
}

describe('editDeclarations on random files', () => {
  it('adds an image and nothing else', () => {
    fc.assert(
      fc.property(file, image, (before, added) => {
        const present: { images: BaseImageFields[] } = parse(before);
        fc.pre(present.images.every(item => item.name !== added.name));
        const result = editDeclarations(before, added, false);
        const after = 'text' in result ? result.text : '';
        expect(parse(after)).toEqual({
          ...present,
          images: [...present.images, added],
        });
        expect(notesOf(after)).toEqual(notesOf(before));
        expect(editDeclarations(after, added, false)).toEqual({
          kind: 'unchanged',
        });
      }),
      { numRuns: 150 },
    );
  });

  it('changes the fields that are given and nothing else', () => {
    fc.assert(
      fc.property(file, image, fc.nat(), (before, wanted, index) => {
        const present: { images: BaseImageFields[] } = parse(before);
        fc.pre(present.images.length > 0);
        const at = index % present.images.length;
        const changed = { ...wanted, name: present.images[at].name };
        const result = editDeclarations(before, changed, true);
        fc.pre(result.kind !== 'unchanged');
        const after = 'text' in result ? result.text : '';
        const merged = { ...present.images[at], ...changed };
        const { images, ...rest } = parse(after);
        expect({ ...images[at], packages: undefined }).toEqual({
          ...merged,
          packages: undefined,
        });
        expect([...(images[at].packages ?? [])].sort()).toEqual(
          [...(merged.packages ?? [])].sort(),
        );
        expect({ ...rest, images: images.with(at, undefined) }).toEqual({
          ...present,
          images: present.images.with(at, undefined!),
        });
      }),
      { numRuns: 150 },
    );
  });
});

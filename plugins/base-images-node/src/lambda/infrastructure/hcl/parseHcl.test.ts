import { evaluateHcl } from './evaluateHcl';
import { parseHcl } from './parseHcl';

const scope = {
  budget: { steps: 1_000 },
  lookUp: () => undefined,
};

/** Attributes as their texts, blocks as `type labels { … }`. */
function describeBody(text: string): unknown {
  const parsed = parseHcl(text);
  if ('problem' in parsed) {
    return `line ${parsed.line}`;
  }
  const describeOne = (body: typeof parsed.body): unknown => ({
    ...Object.fromEntries(
      [...body.attributes].map(([name, { value }]) => {
        const found = evaluateHcl(value, scope);
        return [name, found.kind === 'text' ? found.text : found.kind];
      }),
    ),
    ...Object.fromEntries(
      body.blocks.map(block => [
        [block.type, ...block.labels, block.line].join(' '),
        describeOne(block.body),
      ]),
    ),
  });
  return describeOne(parsed.body);
}

describe('parseHcl', () => {
  it.each<[string, string, unknown]>([
    ['nothing', '', {}],
    ['comments', '# a\n// b\n/* c\n d */ a = 1 # e', { a: '1' }],
    [
      'blocks with labels',
      'a "b" c {\n  d = 1\n}\ne {}',
      {
        'a b c 1': { d: '1' },
        'e 4': {},
      },
    ],
    [
      'a byte order mark and CRLF',
      '\uFEFFa = 1\r\nb = 2\r\n',
      { a: '1', b: '2' },
    ],
    ['escapes', 'a = "\\"\\\\\\t$${x} %%{y}"', { a: '"\\\t${x} %{y}' }],
    ['templates', 'a = "x-${var.y}-${~ local.z ~}"', { a: 'x-{y}-{z}' }],
    ['quotes in templates', 'a = "x-${f("}", "${g}")}-z"', { a: 'x-{f}-z' }],
    ['directives', 'a = "x%{ if b }y%{ endif }"', { a: 'x{value}y{value}' }],
    [
      'heredocs',
      'a = <<EOT\n  x ${var.y}\nEOT\nb = <<-E_2\n  z\n  E_2\n',
      {
        a: '  x {y}\n',
        b: '  z\n',
      },
    ],
    [
      'literals',
      'a = true\nb = null\nc = 1.5e3',
      { a: 'true', b: 'none', c: '1.5e3' },
    ],
    [
      'collections over lines',
      'a = [\n  1,\n  2, # two\n]\nb = {\n  c = 1\n  "d" : 2, (e) = 3\n}',
      {
        a: 'list',
        b: 'record',
      },
    ],
    [
      'operators and conditions',
      'a = !b && c >= -1 ? d : "e"\nf = 1 + 2 * (3)',
      {
        a: 'e',
        f: 'reference',
      },
    ],
    [
      'for expressions',
      'a = [for k, v in b : upper(v) if v != ""]\nc = {for x in y : x => z...}\nd = 1',
      {
        a: 'reference',
        c: 'reference',
        d: '1',
      },
    ],
    [
      'splats and indices',
      'a = b[*].c.*.d[0]["e"].0\nf = 1',
      { a: 'reference', f: '1' },
    ],
    [
      'calls with expanded arguments',
      'a = f(b, [c]...)\nd = g(\n  1,\n)',
      {
        a: 'reference',
        d: 'reference',
      },
    ],
    ['a string that does not end', 'a = 1\nb = "x\n"', 'line 2'],
    ['a block that does not end', 'a {\n  b = 1\n', 'line 3'],
    ['a heredoc that does not end', 'a = <<EOT\nx', 'line 2'],
    ['what is no body', '= 1', 'line 1'],
  ])('reads %s', (_, text, expected) => {
    expect(describeBody(text)).toEqual(expected);
  });
});

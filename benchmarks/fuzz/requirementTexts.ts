import fc from 'fast-check';
import { damagedText } from '../../plugins/base-images-node/src/__testUtils__/damagedText';

const spaces = fc.constantFrom('', '', ' ', '\t', '  ');
const names = fc.constantFrom('a', 'b', 'c', 'B_x', 'boto3', 'zope.interface');
const versions = fc.constantFrom('1', '1.0', '2!1.0.post1', '1.*', '1a1+l.1');
const operators = fc.constantFrom(
  '==',
  '>=',
  '<',
  '~=',
  '!=',
  '===',
  '>',
  '<=',
);
const extras = fc
  .array(fc.constantFrom('x', 'full', 'X_y'), { maxLength: 3 })
  .map(list => (list.length > 0 ? `[${list.join(', ')}]` : ''));
const specifiers = fc
  .array(fc.tuple(operators, spaces, versions), { maxLength: 3 })
  .map(list => list.map(parts => parts.join('')).join(','));
const urls = fc.constantFrom(
  'file:///${PROJECT_ROOT}/../c',
  'file:../b',
  'git+https://example.com/b.git@v1#subdirectory=b',
  'https://example.com/b-1-py3-none-any.whl#sha256=00',
  '../../../../etc',
);
const operands = fc.constantFrom(
  ...['python_version', 'sys_platform', 'extra', 'os_name', 'extras'],
  ...["'3.12'", '"linux"', "'x'", "''", 'platform_machine'],
);
const { marker: markers } = fc.letrec<{ marker: string }>(tie => ({
  marker: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(
        operands,
        fc.constantFrom('==', '<', 'in', 'not in', '!=', '~='),
        operands,
      )
      .map(parts => parts.join(' ')),
    fc
      .tuple(tie('marker'), fc.constantFrom('and', 'or'), tie('marker'))
      .map(parts => parts.join(' ')),
    tie('marker').map(marker => `(${marker})`),
  ),
}));

/** Dependency specifiers: by their grammar, some of them damaged. */
export const requirementTexts: fc.Arbitrary<string> = fc
  .record({
    name: names,
    extra: extras,
    specifier: fc.oneof(
      specifiers,
      specifiers.map(text => `(${text})`),
      urls.map(url => ` @ ${url}`),
    ),
    marker: fc.option(markers, { nil: undefined }),
    space: spaces,
  })
  .map(
    ({ name, extra, specifier, marker, space }) =>
      `${name}${space}${extra}${space}${specifier}${marker ? ` ${space}; ${marker}` : ''}`,
  )
  .chain(text =>
    fc.oneof({ weight: 1, arbitrary: fc.constant(text) }, damagedText(text)),
  );

const options = fc.constantFrom(
  ...['-r r.txt', '-r ../a/r.txt', '-c c.txt', '-e ../b', '-e .', './b[x]'],
  ...['--index-url https://example.com/simple', '--hash=sha256:00', '../c'],
  ...['--find-links ..', '-r https://example.com/r.txt', '# a', '', ' \\'],
  ...['--no-binary :all:', '-r /etc/passwd', '-e file:../b#egg=b', '${A}'],
);

/** Lines of a requirements file. */
export const requirementsFiles: fc.Arbitrary<string> = fc
  .array(fc.oneof(requirementTexts, options), { maxLength: 8 })
  .map(lines => lines.join('\n'))
  .chain(text =>
    fc.oneof({ weight: 1, arbitrary: fc.constant(text) }, damagedText(text)),
  );

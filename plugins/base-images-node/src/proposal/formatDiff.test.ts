import { execFileSync } from 'node:child_process';
import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { formatDiff } from './formatDiff';

const NAMES = ['a', 'b'] as const;

describe('formatDiff', () => {
  it('says nothing about equal texts', () => {
    expect(formatDiff('x\n', 'x\n', NAMES)).toBe('');
  });

  it('shows hunks with three lines around', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `${index}\n`);
    const changed = lines.with(0, 'first\n').with(11, 'last');
    expect(formatDiff(lines.join(''), changed.join(''), NAMES)).toBe(
      `--- a
+++ b
@@ -1,4 +1,4 @@
-0
+first
 1
 2
 3
@@ -9,4 +9,4 @@
 8
 9
 10
-11
+last
\\ No newline at end of file
`,
    );
  });

  it('quotes names that would look like lines', () => {
    expect(formatDiff('', 'x\n', ['/dev/null', 'a\n+y'])).toBe(
      '--- /dev/null\n+++ "a\\n+y"\n@@ -0,0 +1,1 @@\n+x\n',
    );
  });

  describe('applied by git', () => {
    const directory = createMockDirectory();

    it('turns any text into any other', () => {
      const text = fc
        .array(
          fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', '-- x\n', '\\ y\n'),
          {
            maxLength: 12,
          },
        )
        .map(lines => lines.join(''));
      fc.assert(
        fc.property(text, text, fc.boolean(), (before, after, cut) => {
          const wanted = cut ? after.replace(/\n$/, '') : after;
          fc.pre(before !== wanted && before !== '' && wanted !== '');
          directory.setContent({
            'file.txt': before,
            patch: formatDiff(before, wanted, ['a/file.txt', 'b/file.txt']),
          });
          execFileSync('git', ['apply', '--whitespace=nowarn', 'patch'], {
            cwd: directory.path,
          });
          expect(directory.content()).toMatchObject({
            'file.txt': wanted,
          });
        }),
        { numRuns: 40 },
      );
    });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DOCUMENT = resolve(__dirname, '../../../docs/diagnostics.md');

/** How codes are written down: `code: 'x'`, `code = 'x'`, or as an argument of a function that reports. */
const CODE =
  /\bcode(?:: string)?\s*[:=]\s*'([a-z-]+)'|\b(?:report|refusal)\(\s*(?:\w+,\s*)?'([a-z-]+)'/g;

/** A code that has a name of its own: `code: NAME`. */
const NAMED_CODE = /\bcode: ([A-Z][A-Z_]+)\b/g;

const sources = readdirSync(__dirname, { recursive: true })
  .map(String)
  .filter(path => /(?<!\.test)\.ts$/.test(path) && !path.includes('__'))
  .map(path => readFileSync(join(__dirname, path), 'utf8'));

/** The rows of the tables: code and severities. */
const documented = new Map(
  [
    ...readFileSync(DOCUMENT, 'utf8').matchAll(
      /^\| `([a-z-]+)` +\| ([^|]+)\|/gm,
    ),
  ].map(([, code, severities]) => [code, severities.trim().split(', ')]),
);

describe('docs/diagnostics.md', () => {
  it('explains every code that the engine reports, and no other', () => {
    const names = sources.flatMap(text =>
      [...text.matchAll(NAMED_CODE)].map(([, name]) => name),
    );
    const reported = sources.flatMap(text => [
      ...[...text.matchAll(CODE)].map(
        ([, property, argument]) => property ?? argument,
      ),
      ...[...text.matchAll(/\bconst ([A-Z_]+) = '([a-z-]+)'/g)].flatMap(
        ([, name, code]) => (names.includes(name) ? [code] : []),
      ),
    ]);
    expect([...documented.keys()].sort()).toEqual(
      [...new Set(reported)].sort(),
    );
  });

  it('gives the severities of every code, the worst one first', () => {
    const all = ['error', 'warning', 'info'];
    for (const severities of documented.values()) {
      expect(severities).toEqual(all.filter(item => severities.includes(item)));
      expect(severities).not.toEqual([]);
    }
  });
});

import { TextCursor } from './TextCursor';

const RELEASE = String.raw`\s*v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*`;
const RELEASE_OF_TWO = String.raw`\s*v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)+`;
const SUFFIXES = [
  String.raw`(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?[0-9]*)?`,
  String.raw`(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?`,
  String.raw`(?:[-_.]?dev[-_.]?[0-9]*)?`,
].join('');
const LOCAL = String.raw`(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?`;

/** One clause of a version specifier (PyPA "Version specifiers"); `===` takes any text. */
const CLAUSE = new RegExp(
  [
    String.raw`===\s*[^\s;)]+`,
    String.raw`(?:==|!=)${RELEASE}(?:\.\*|${SUFFIXES}${LOCAL})`,
    `~=${RELEASE_OF_TWO}${SUFFIXES}`,
    `(?:<=|>=|<|>)${RELEASE}${SUFFIXES}`,
  ].join('|'),
  'iy',
);
const WILDCARD_TAIL = /\.\*/y;
const LOCAL_TAIL = /\+[a-z0-9]/iy;

/**
 * Reads a version specifier such as `>=1,<2` or `(>=1,<2)` and the blanks after it; gives it without parentheses and without
 * blanks at its ends. Throws a TextSyntaxError.
 */
export function readSpecifier(cursor: TextCursor): string {
  const open = cursor.position;
  const parenthesised = cursor.skip('(');
  cursor.skipBlanks();
  const start = cursor.position;
  readClauses(cursor);
  const specifier = cursor.text.slice(start, cursor.position).trim();
  cursor.skipBlanks();
  if (parenthesised && !cursor.skip(')')) {
    cursor.fail('Expected a closing parenthesis after the version', open);
  }
  return specifier;
}

function readClauses(cursor: TextCursor): void {
  let start = cursor.position;
  let clause = cursor.take(CLAUSE);
  while (clause !== undefined) {
    if (cursor.matches(WILDCARD_TAIL)) {
      cursor.fail(
        'A .* suffix needs == or != and a plain release number',
        start,
      );
    } else if (cursor.matches(LOCAL_TAIL)) {
      cursor.fail('A local version label needs == or !=', start);
    }
    cursor.skipBlanks();
    if (!cursor.skip(',')) {
      return;
    }
    cursor.skipBlanks();
    start = cursor.position;
    clause = cursor.take(CLAUSE);
  }
}

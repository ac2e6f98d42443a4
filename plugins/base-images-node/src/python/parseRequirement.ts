import { Marker } from './Marker';
import { normalizeName } from './normalizeName';
import { readMarker } from './parseMarker';
import { readSpecifier } from './readSpecifier';
import { TextCursor, TextSyntaxError } from './TextCursor';

/** One dependency specifier, taken apart. @public */
export interface ParsedRequirement {
  /** Normalised name (PyPA "Names and normalization"). */
  name: string;
  /** The name as it is written. */
  declaredName: string;
  /** Normalised extras (PEP 685), sorted, without repetition. */
  extras: string[];
  /** The version specifier as written, without parentheses and without blanks at its ends; empty where none is given. */
  specifier: string;
  /** The URL of a direct reference. */
  url: string | undefined;
  marker: { text: string; tree: Marker } | undefined;
}

/** What {@link parseRequirement} gives. @public */
export type RequirementParse =
  | { ok: true; requirement: ParsedRequirement }
  | {
      ok: false;
      message: string;
      /** 0-based offset of what is wrong, in UTF-16 code units. */
      offset: number;
    };

const IDENTIFIER = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?\b/y;
const URL_TEXT = /[^ \t]+/y;

/**
 * Parses one dependency specifier such as `receipt-label[full] >=1,<2 ; python_version < "3.13"` in full (PyPA "Dependency
 * specifiers", formerly PEP 508). It accepts and refuses what Python's `packaging` does. Never throws; takes linear time.
 *
 * @public
 */
export function parseRequirement(text: string): RequirementParse {
  const cursor = new TextCursor(text);
  try {
    return { ok: true, requirement: readRequirement(cursor) };
  } catch (error) {
    if (error instanceof TextSyntaxError) {
      return { ok: false, message: error.message, offset: error.offset };
    }
    throw error;
  }
}

function readRequirement(cursor: TextCursor): ParsedRequirement {
  cursor.skipBlanks();
  const declaredName =
    cursor.take(IDENTIFIER) ??
    cursor.fail('Expected a package name at the start of the requirement');
  cursor.skipBlanks();
  const extras = readExtras(cursor);
  cursor.skipBlanks();
  const details = cursor.skip('@')
    ? { specifier: '', url: readUrl(cursor) }
    : { specifier: readSpecifier(cursor), url: undefined };
  cursor.skipBlanks();
  const marker = readRequirementMarker(cursor, details);
  return {
    name: normalizeName(declaredName),
    declaredName,
    extras: [...new Set(extras.map(normalizeName))].sort(),
    ...details,
    marker,
  };
}

function readExtras(cursor: TextCursor): string[] {
  const open = cursor.position;
  if (!cursor.skip('[')) {
    return [];
  }
  const extras: string[] = [];
  cursor.skipBlanks();
  let extra = cursor.take(IDENTIFIER);
  while (extra !== undefined) {
    extras.push(extra);
    cursor.skipBlanks();
    if (cursor.matches(IDENTIFIER)) {
      cursor.fail('Expected a comma between the names of extras');
    }
    if (!cursor.skip(',')) {
      break;
    }
    cursor.skipBlanks();
    extra =
      cursor.take(IDENTIFIER) ??
      cursor.fail('Expected the name of an extra after the comma');
  }
  cursor.skipBlanks();
  if (!cursor.skip(']')) {
    cursor.fail('Expected a closing bracket after the extras', open);
  }
  return extras;
}

function readUrl(cursor: TextCursor): string {
  cursor.skipBlanks();
  return cursor.take(URL_TEXT) ?? cursor.fail('Expected a URL after @');
}

function readRequirementMarker(
  cursor: TextCursor,
  details: { specifier: string; url: string | undefined },
): ParsedRequirement['marker'] {
  if (cursor.atEnd) {
    return undefined;
  }
  if (!cursor.skip(';')) {
    let before = 'the name';
    if (details.url !== undefined) {
      before = 'the URL and a space';
    } else if (details.specifier) {
      before = 'the version';
    }
    cursor.fail(`Expected the end or a semicolon after ${before}`);
  }
  const start = cursor.position;
  const tree = readMarker(cursor);
  if (!cursor.atEnd) {
    cursor.fail('Expected the end of the marker');
  }
  return { text: cursor.text.slice(start).trim(), tree };
}

import {
  Marker,
  MarkerOperand,
  MarkerOperator,
  MarkerVariable,
} from './Marker';
import { TextCursor, TextSyntaxError } from './TextCursor';

/** What {@link parseMarker} gives. @public */
export type MarkerParse =
  { ok: true; marker: Marker } | { ok: false; message: string; offset: number };

/** Deeper nesting than anyone writes, and far less than the call stack holds. */
const MAX_DEPTH = 100;

const VARIABLE =
  /(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\b/y;
const STRING = /'[^'\r\n]*'|"[^"\r\n]*"/y;
const COMPARISON = /===|==|~=|!=|<=|>=|<|>/y;
const IN = /in\b/y;
const NOT = /not\b/y;
const AND = /and\b/y;
const OR = /or\b/y;
const BLANKS = /[ \t]+/y;

/**
 * Parses an environment marker such as `python_version < "3.11" and extra == "full"` (PyPA "Dependency specifiers", formerly
 * PEP 508, with the `extras` and `dependency_groups` sets of PEP 751). Never throws.
 *
 * @public
 */
export function parseMarker(text: string): MarkerParse {
  const cursor = new TextCursor(text);
  try {
    const marker = readMarker(cursor);
    if (!cursor.atEnd) {
      cursor.fail('Expected the end of the marker');
    }
    return { ok: true, marker };
  } catch (error) {
    if (error instanceof TextSyntaxError) {
      return { ok: false, message: error.message, offset: error.offset };
    }
    throw error;
  }
}

/** Reads a marker and the blanks after it; throws a {@link TextSyntaxError}. `and` binds closer than `or`. */
export function readMarker(cursor: TextCursor, depth: number = 0): Marker {
  return readChain(cursor, 'or', OR, () =>
    readChain(cursor, 'and', AND, () => readAtom(cursor, depth)),
  );
}

function readChain(
  cursor: TextCursor,
  type: 'and' | 'or',
  word: RegExp,
  readMember: () => Marker,
): Marker {
  const markers = [readMember()];
  while (cursor.take(word)) {
    markers.push(readMember());
  }
  return markers.length === 1 ? markers[0] : { type, markers };
}

function readAtom(cursor: TextCursor, depth: number): Marker {
  cursor.skipBlanks();
  const start = cursor.position;
  if (!cursor.skip('(')) {
    return readComparison(cursor);
  }
  if (depth === MAX_DEPTH) {
    cursor.fail('The marker is nested too deeply', start);
  }
  const marker = readMarker(cursor, depth + 1);
  if (!cursor.skip(')')) {
    cursor.fail('Expected a closing parenthesis in the marker');
  }
  cursor.skipBlanks();
  return marker;
}

function readComparison(cursor: TextCursor): Marker {
  const left = readOperand(cursor);
  cursor.skipBlanks();
  const operator = readOperator(cursor);
  cursor.skipBlanks();
  const right = readOperand(cursor);
  cursor.skipBlanks();
  return { type: 'comparison', left, operator, right };
}

function readOperand(cursor: TextCursor): MarkerOperand {
  const variable = cursor.take(VARIABLE);
  if (variable) {
    return { type: 'variable', name: toVariable(variable) };
  }
  const quoted = cursor.take(STRING);
  if (quoted !== undefined) {
    return { type: 'value', value: quoted.slice(1, -1) };
  }
  return cursor.fail('Expected a marker variable or a quoted string');
}

/** Dotted names and `python_implementation` are the old spellings, which the specification keeps valid. */
function toVariable(text: string): MarkerVariable {
  const name = text.replace('.', '_');
  return (
    name === 'python_implementation' ? 'platform_python_implementation' : name
  ) as MarkerVariable;
}

function readOperator(cursor: TextCursor): MarkerOperator {
  if (cursor.take(IN)) {
    return 'in';
  }
  if (cursor.take(NOT)) {
    if (!cursor.take(BLANKS) || !cursor.take(IN)) {
      cursor.fail("Expected 'in' after 'not'");
    }
    return 'not in';
  }
  const operator = cursor.take(COMPARISON);
  if (operator) {
    return operator as MarkerOperator;
  }
  return cursor.fail(
    'Expected one of <=, <, !=, ==, >=, >, ~=, ===, in, not in',
  );
}

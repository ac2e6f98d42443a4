import { parseMarker } from '../parseMarker';
import { parsePoetryConstraint } from '../poetryConstraint';

/**
 * The environment marker that the `markers`, `python` and `platform` keys of a Poetry dependency mean together (Poetry
 * "Dependency specification"), or null. What cannot be translated is left out, so that the dependency counts.
 */
export function poetryMarker(keys: {
  markers?: string;
  python?: string;
  platform?: string;
}): string | null {
  const markers = [
    keys.markers && parseMarker(keys.markers).ok ? keys.markers : undefined,
    keys.python === undefined
      ? undefined
      : constraintMarker(keys.python, pythonClause),
    keys.platform === undefined
      ? undefined
      : constraintMarker(
          keys.platform,
          clause => `sys_platform ${clause.operator} "${clause.value}"`,
        ),
  ].filter(marker => marker !== undefined && marker !== '');
  return joinMarkers(markers as string[], 'and') ?? null;
}

/** Joins markers, each in parentheses where it needs them. */
export function joinMarkers(
  markers: readonly string[],
  word: 'and' | 'or',
): string | undefined {
  if (markers.length < 2) {
    return markers[0];
  }
  return markers
    .map(marker => (/\b(?:and|or)\b/.test(marker) ? `(${marker})` : marker))
    .join(` ${word} `);
}

interface Clause {
  operator: string;
  value: string;
}

function constraintMarker(
  text: string,
  write: (clause: Clause) => string,
): string | undefined {
  const alternatives =
    write === pythonClause ? parsePoetryConstraint(text) : splitNames(text);
  if (!alternatives || alternatives.some(clauses => clauses.length === 0)) {
    return undefined;
  }
  const written = alternatives.map(clauses =>
    joinMarkers(
      clauses.map(clause => {
        const [, operator, value] = /^([=!<>~]+)(.*)$/.exec(clause)!;
        return write({ operator, value });
      }),
      'and',
    ),
  );
  const marker = joinMarkers(written as string[], 'or');
  return marker !== undefined && parseMarker(marker).ok ? marker : undefined;
}

/** Platforms are names: `linux`, `!=win32`, `linux || darwin`. */
function splitNames(text: string): string[][] {
  return text.split('||').map(part =>
    part
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== '')
      .map(name => (/^[=!]=/.test(name) ? name : `==${name}`)),
  );
}

/** A version with a patch release is compared with the full version, any other with `major.minor`. */
function pythonClause({ operator, value }: Clause): string {
  const variable =
    value.replace(/\.\*$/, '').split('.').length > 2
      ? 'python_full_version'
      : 'python_version';
  return `${variable} ${operator} "${value}"`;
}

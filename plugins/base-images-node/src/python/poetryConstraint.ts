/** A version constraint as alternatives of clauses in the language of the "Version specifiers" standard; any version: `[[]]`. */
export type ConstraintAlternatives = string[][];

const CLAUSE =
  /(\^|~=|~|===|==|!=|<=|>=|<|>|=)?\s*([0-9*][^\s,|]*|v[0-9][^\s,|]*)/y;

/**
 * Translates a constraint of Poetry, such as `^1.2` or `>=3.8,<3.9 || ~3.11` (Poetry "Dependency specification"), or gives
 * undefined when it is none.
 */
export function parsePoetryConstraint(
  text: string,
): ConstraintAlternatives | undefined {
  const alternatives = text.split(/\|\|?/).map(readConjunction);
  return alternatives.every(clauses => clauses !== undefined)
    ? alternatives
    : undefined;
}

function readConjunction(text: string): string[] | undefined {
  const clauses: string[] = [];
  let position = 0;
  const rest = text.trim();
  while (position < rest.length) {
    CLAUSE.lastIndex = position;
    const match = CLAUSE.exec(rest);
    if (!match) {
      return undefined;
    }
    clauses.push(...toClauses(match[1] ?? '', match[2]));
    position += match[0].length;
    while (position < rest.length && /[\s,]/.test(rest[position])) {
      position += 1;
    }
  }
  return clauses;
}

function toClauses(operator: string, version: string): string[] {
  if (version === '*') {
    return [];
  }
  switch (operator) {
    case '^':
      return [`>=${version}`, `<${caretLimit(version)}`];
    case '~':
      return [`>=${version}`, `<${tildeLimit(version)}`];
    case '':
    case '=':
      return [`==${version}`];
    default:
      return [`${operator}${version}`];
  }
}

/** The next version that changes the leftmost part that is not zero. */
function caretLimit(version: string): string {
  const parts = releaseParts(version);
  const significant = parts.findIndex(part => part !== 0);
  return bump(parts, significant === -1 ? parts.length - 1 : significant);
}

/** The next minor version, or the next major one where no minor is given. */
function tildeLimit(version: string): string {
  const parts = releaseParts(version);
  return bump(parts, Math.min(1, parts.length - 1));
}

function bump(parts: number[], index: number): string {
  return [...parts.slice(0, index), parts[index] + 1].join('.');
}

function releaseParts(version: string): number[] {
  const release = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '0';
  return release.split('.').map(Number);
}

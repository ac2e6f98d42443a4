import { compare, explain, satisfies, validRange } from '@renovatebot/pep440';

const CLAUSE = /^(===|==|~=|!=|<=|>=|<|>)\s*(\S+)$/;

/**
 * Whether a version fulfils a version specifier such as `>=1,<2` (PyPA "Version specifiers"), pre-releases included, as
 * Python's `packaging` decides it: what is no version fulfils nothing. Undefined when the specifier is not valid.
 */
export function satisfiesSpecifier(
  version: string,
  specifier: string,
): boolean | undefined {
  const clauses = specifier
    .split(',')
    .map(clause => clause.trim())
    .filter(clause => clause !== '');
  if (!clauses.every(clause => validRange(clause))) {
    return undefined;
  }
  return clauses.every(clause => satisfiesClause(version.trim(), clause));
}

/**
 * The comparing library simplifies three rules of the standard, so these are done here: `===` compares text, `<` and `>` leave
 * out pre- and post-releases of the version that they name, and a release number goes on with zeros (`3` fulfils `==3.0.*`).
 */
function satisfiesClause(version: string, clause: string): boolean {
  const [, operator, bound] = CLAUSE.exec(clause) ?? [];
  if (operator === '===') {
    return version.toLowerCase() === bound.toLowerCase();
  }
  const explained = explain(version);
  if (!explained) {
    return false;
  }
  const limit = explain(bound);
  if (limit && (operator === '<' || operator === '>')) {
    const order = compare(explained.public, bound);
    const sameRelease =
      compare(explained.base_version, limit.base_version) === 0;
    return operator === '<'
      ? order < 0 &&
          !(sameRelease && explained.is_prerelease && !limit.is_prerelease)
      : order > 0 &&
          !(sameRelease && explained.is_postrelease && !limit.is_postrelease);
  }
  return satisfies(padRelease(version, bound), clause, { prereleases: true });
}

function padRelease(version: string, bound: string): string {
  const wildcard = /^v?((?:\d+!)?[\d.]+)\.\*$/i.exec(bound);
  if (!wildcard || !/^v?(?:\d+!)?[\d.]+$/i.test(version)) {
    return version;
  }
  const missing = wildcard[1].split('.').length - version.split('.').length;
  return missing > 0 ? version + '.0'.repeat(missing) : version;
}

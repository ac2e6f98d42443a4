/**
 * A pattern for paths as CODEOWNERS files have them: like one of `.gitignore`, but `docs/*` does not reach into folders below
 * `docs`, and there are no character classes. Matching takes time in proportion to path times pattern at most.
 */
export class PathPattern {
  /** The folder that every matching path is or lies in, as far as the pattern spells it out; empty where it does not. */
  readonly folder: string;
  readonly #segments: readonly string[];

  constructor(pattern: string) {
    const segments = toSegments(pattern);
    const wildcard = segments.findIndex(hasWildcard);
    this.#segments = segments;
    this.folder = segments.slice(0, wildcard).join('/');
  }

  matches(path: string): boolean {
    return matches(this.#segments, path.split('/'), '**', matchesSegment);
  }
}

/** The segments of a pattern from the root, where `**` stands for any number of them; the last one always has a wildcard. */
function toSegments(pattern: string): string[] {
  const segments = pattern.split('/');
  if (segments[0] === '') {
    segments.shift();
  } else if (
    segments.length === 1 ||
    (segments.length === 2 && segments[1] === '')
  ) {
    segments.unshift('**');
  }
  const last = segments.at(-1);
  if (last === '' || last === '**') {
    segments.splice(-1, 1, '**', '*');
  } else if (last !== '*' || (segments.length === 2 && segments[0] === '**')) {
    segments.push('**');
  }
  return segments;
}

function hasWildcard(segment: string): boolean {
  return segment.includes('*') || segment.includes('?');
}

function matchesSegment(segment: string, name: string): boolean {
  if (segment === '*' || segment === name) {
    return true;
  }
  return (
    hasWildcard(segment) &&
    matches([...segment], [...name], '*', isSameCharacter)
  );
}

function isSameCharacter(pattern: string, character: string): boolean {
  return pattern === '?' || pattern === character;
}

/** Matches a list against a pattern in which `star` stands for any number of items. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  star: string,
  isMatch: (pattern: string, item: string) => boolean,
): boolean {
  let at = 0;
  let afterStar = -1;
  let resume = 0;
  for (let index = 0; index < items.length;) {
    if (at < pattern.length && pattern[at] === star) {
      afterStar = ++at;
      resume = index;
    } else if (at < pattern.length && isMatch(pattern[at], items[index])) {
      at++;
      index++;
    } else if (afterStar >= 0) {
      at = afterStar;
      index = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === star) {
    at++;
  }
  return at === pattern.length;
}

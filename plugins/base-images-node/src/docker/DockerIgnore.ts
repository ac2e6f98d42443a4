import { compileGlob } from '../glob/matchGlob';
import { resolveImagePath } from './paths';

interface Rule {
  negated: boolean;
  /** One matcher for each segment; `**` stands for any number of them. */
  segments: (((text: string) => boolean) | '**')[];
}

const MAXIMUM_RULES = 500;

/**
 * Which files of a build context a `.dockerignore` leaves out (Dockerfile reference, ".dockerignore files"; moby's
 * patternmatcher): the last rule that matches a path or a folder above it decides. Each path costs a bounded number of steps.
 */
export class DockerIgnore {
  static parse(text: string): DockerIgnore {
    return DockerIgnore.of(
      text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .filter(line => !line.startsWith('#')),
    );
  }

  /** From patterns as they stand in the lines of a file or in `--exclude`. */
  static of(patterns: readonly string[]): DockerIgnore {
    const rules = patterns.flatMap(readRule);
    return new DockerIgnore(rules.slice(0, MAXIMUM_RULES));
  }

  /** For each folder seen, the last rule that matches it or a folder above it; -1 where none does. */
  readonly #folders = new Map<string, number>();
  readonly #negates: boolean;

  private constructor(private readonly rules: readonly Rule[]) {
    this.#negates = rules.some(rule => rule.negated);
  }

  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  /** Whether the path, which is relative to the root of the context, is left out. */
  ignores(path: string): boolean {
    const last = this.#lastMatch(path);
    return last >= 0 && !this.rules[last].negated;
  }

  #lastMatch(path: string): number {
    const slash = path.lastIndexOf('/');
    const above = slash < 0 ? -1 : this.#lastMatchOfFolder(path, slash);
    if (above >= 0 && !this.#negates) {
      return above;
    }
    const name = path.slice(slash + 1);
    let parts: string[] | undefined;
    for (let index = this.rules.length - 1; index > above; index--) {
      const rule = this.rules[index];
      if (mayEndIn(rule, name)) {
        parts ??= path.split('/');
        if (matchSegments(rule.segments, parts)) {
          return index;
        }
      }
    }
    return above;
  }

  #lastMatchOfFolder(path: string, end: number): number {
    const folder = path.slice(0, end);
    let last = this.#folders.get(folder);
    if (last === undefined) {
      last = this.#lastMatch(folder);
      this.#folders.set(folder, last);
    }
    return last;
  }
}

/** Whether the last segment of a rule allows a name; most rules are done with that. */
function mayEndIn({ segments }: Rule, name: string): boolean {
  const last = segments[segments.length - 1];
  return last === '**' || last(name);
}

function readRule(line: string): Rule[] {
  let pattern = line.trim();
  const negated = pattern.startsWith('!');
  pattern = negated ? pattern.slice(1).trim() : pattern;
  const clean = resolveImagePath('/', pattern).slice(1);
  if (clean === '') {
    return [];
  }
  const alternatives = clean
    .split('/')
    .reduce<string[][]>(
      (all, segment) =>
        all
          .flatMap(before =>
            spreadSegment(segment).map(after => [...before, ...after]),
          )
          .slice(0, 8),
      [[]],
    );
  return alternatives.map(segments => ({
    negated,
    segments: segments.map(segment =>
      segment === '**' ? segment : compileGlob(segment),
    ),
  }));
}

/** `a**b` may span folders: it is the same as `a*b` or `a*`, any folders, `*b`. */
function spreadSegment(segment: string): string[][] {
  const at = segment.indexOf('**');
  if (at < 0 || segment === '**') {
    return [[segment]];
  }
  const before = segment.slice(0, at);
  const after = segment.slice(at).replace(/^\*+/, '');
  const spread = [
    ...(before === '' ? [] : [`${before}*`]),
    '**',
    ...(after === '' ? [] : [`*${after}`]),
  ];
  const joined = `${before}*${after}`;
  return joined.includes('**') ? [spread] : [[joined], spread];
}

function matchSegments(
  segments: Rule['segments'],
  parts: readonly string[],
): boolean {
  let segment = 0;
  let part = 0;
  let star: { segment: number; part: number } | undefined;
  while (part < parts.length) {
    const current = segments[segment];
    if (current === '**') {
      star = { segment: ++segment, part };
    } else if (current?.(parts[part])) {
      segment++;
      part++;
    } else if (star) {
      star.part++;
      ({ segment, part } = star);
    } else {
      return false;
    }
  }
  return segments.slice(segment).every(rest => rest === '**');
}

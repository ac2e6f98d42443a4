import { PathPattern } from '../source/PathPattern';

interface Rule {
  order: number;
  pattern: PathPattern;
  owners: string[];
}

/**
 * Rules of which the last one that matches a path says its owners. They are kept by the folder that their patterns spell out,
 * so that thousands of rules for one folder each cost no more than a few.
 */
export class OwnerRules {
  readonly #byFolder = new Map<string, Rule[]>();
  #size = 0;

  add(pattern: PathPattern, owners: string[]): void {
    const rule = { order: this.#size++, pattern, owners };
    const rules = this.#byFolder.get(pattern.folder);
    if (rules) {
      rules.push(rule);
    } else {
      this.#byFolder.set(pattern.folder, [rule]);
    }
  }

  /** Empty where no rule matches. */
  ownersOf(path: string): string[] {
    let best: Rule | undefined;
    for (const folder of withFoldersAbove(path)) {
      const found = this.#lastMatch(folder, path);
      if (found && (!best || found.order > best.order)) {
        best = found;
      }
    }
    return best?.owners ?? [];
  }

  #lastMatch(folder: string, path: string): Rule | undefined {
    return this.#byFolder
      .get(folder)
      ?.findLast(({ pattern }) => pattern.matches(path));
  }
}

/** The path itself, every folder that it lies in, and the root, which is empty here. */
function* withFoldersAbove(path: string): Iterable<string> {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    yield path.slice(0, end);
  }
  yield '';
}

import createIgnore, { Ignore } from 'ignore';

/**
 * The `.gitignore` files that hold in one folder: its own and those of the folders above, where the nearest one that
 * says anything about a path decides (gitignore documentation, "PATTERN FORMAT").
 */
export class IgnoreRules {
  static readonly none = new IgnoreRules([]);

  private constructor(
    private readonly levels: readonly { folder: string; rules: Ignore }[],
  ) {}

  /** The rules in `folder` (a path that ends in `/`, or empty for the root), given the text of its `.gitignore`. */
  with(folder: string, text: string): IgnoreRules {
    const rules = createIgnore({ ignorecase: false }).add(text);
    return new IgnoreRules([{ folder, rules }, ...this.levels]);
  }

  /** Whether a path is left out; the path of a folder ends in `/`. Its parents must not be left out themselves. */
  ignores(path: string): boolean {
    for (const { folder, rules } of this.levels) {
      const result = rules.test(path.slice(folder.length));
      if (result.ignored || result.unignored) {
        return result.ignored;
      }
    }
    return false;
  }
}

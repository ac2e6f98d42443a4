import { SourceTree } from '../SourceTree';
import {
  AttributeRule,
  AttributeValue,
  parseAttributes,
} from './parseAttributes';

const NAME = '.gitattributes';

/** Most bytes that are read of all files together; people write a few kilobytes. */
const MAX_BYTES = 5_000_000;

/** Most characters that are compared over all paths: about a second. */
const MAX_STEPS = 200_000_000;

/** What a `.gitattributes` file says about a path, and where. */
export interface FoundAttribute {
  value: AttributeValue;
  file: string;
  /** 1-based. */
  line: number;
}

/** A line of one of the `.gitattributes` files of a tree. */
export interface PlacedRule extends AttributeRule {
  file: string;
}

/**
 * The `.gitattributes` files of a tree. A file further down decides before those above it, a later line before earlier ones.
 */
export class GitAttributes {
  static async read(
    tree: Pick<SourceTree, 'files' | 'read'>,
  ): Promise<GitAttributes> {
    const folders = new Map<string, PlacedRule[]>();
    let bytes = 0;
    let complete = true;
    for (const { path, type, size } of tree.files.values()) {
      if (type !== 'file' || !(path === NAME || path.endsWith(`/${NAME}`))) {
        continue;
      }
      bytes += size;
      if (bytes > MAX_BYTES) {
        complete = false;
        break;
      }
      const rules = parseAttributes(await readText(tree, path));
      folders.set(
        path.slice(0, -NAME.length),
        rules.map(rule => ({ ...rule, file: path })),
      );
    }
    return new GitAttributes(folders, complete);
  }

  /** Every line that says anything about one of the attributes that count here. */
  readonly rules: readonly PlacedRule[];
  #steps = 0;

  /** @param folders - rules by folder, as a path that ends in `/` or is empty. */
  private constructor(
    private readonly folders: ReadonlyMap<string, readonly PlacedRule[]>,
    private readonly complete: boolean,
  ) {
    this.rules = [...folders.values()].flat();
  }

  /** Whether some rules were left aside because there are too many, or too many for so many files. */
  get exhausted(): boolean {
    return !this.complete || this.#steps > MAX_STEPS;
  }

  /** What holds for a file, or for a folder as a path that ends in `/`, by attribute. */
  of(path: string): Map<string, FoundAttribute> {
    const found = new Map<string, FoundAttribute>();
    let folder = '';
    while (this.#steps <= MAX_STEPS) {
      for (const rule of this.folders.get(folder) ?? []) {
        if (!this.#matches(rule, path.slice(folder.length))) {
          continue;
        }
        for (const [name, value] of rule.values) {
          found.set(name, { value, file: rule.file, line: rule.line });
        }
      }
      const slash = path.indexOf('/', folder.length);
      if (slash < 0 || slash === path.length - 1) {
        return found;
      }
      folder = path.slice(0, slash + 1);
    }
    return found;
  }

  #matches(rule: AttributeRule, text: string): boolean {
    const isFolder = text.endsWith('/');
    if (rule.pattern.endsWith('/') && !isFolder) {
      return false;
    }
    const path = isFolder ? text.slice(0, -1) : text;
    this.#steps += rule.pattern.length + path.length;
    if (rule.pattern.indexOf('*', 1) > 0) {
      this.#steps += rule.pattern.length * path.length;
    }
    return this.#steps <= MAX_STEPS && rule.matches(path);
  }
}

/** The text of a file; nothing of one that is gone by now or too large for the tree. */
async function readText(
  tree: Pick<SourceTree, 'read'>,
  path: string,
): Promise<string> {
  return tree.read(path).then(
    content => content.toString(),
    () => '',
  );
}

import type { TomlValue } from 'smol-toml';
import type { TomlDocument } from './TomlDocument';

/** A value in a TOML document together with the path that leads to it. What has the wrong type reads as absent. */
export class TomlNode {
  constructor(
    readonly document: TomlDocument,
    readonly path: readonly (string | number)[],
    readonly value: TomlValue,
  ) {}

  get file(): string {
    return this.document.file;
  }

  get line(): number {
    return this.document.locate(this.path).line;
  }

  get column(): number {
    return this.document.locate(this.path).column;
  }

  /** The path as people write it, such as `project.dependencies[2]`. */
  get label(): string {
    return this.path
      .map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`))
      .join('')
      .replace(/^\./, '');
  }

  get isTable(): boolean {
    return isTable(this.value);
  }

  get isArray(): boolean {
    return Array.isArray(this.value);
  }

  get string(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  get boolean(): boolean | undefined {
    return typeof this.value === 'boolean' ? this.value : undefined;
  }

  /** The value behind some keys of nested tables, if there is one. */
  get(...keys: string[]): TomlNode | undefined {
    let value = this.value;
    for (const key of keys) {
      if (!isTable(value) || !Object.hasOwn(value, key)) {
        return undefined;
      }
      value = value[key];
    }
    return new TomlNode(this.document, [...this.path, ...keys], value);
  }

  /** The elements of an array; none for anything else. */
  get items(): TomlNode[] {
    return Array.isArray(this.value)
      ? this.value.map(
          (item, index) =>
            new TomlNode(this.document, [...this.path, index], item),
        )
      : [];
  }

  /** The entries of a table in the order of the document; none for anything else. */
  get entries(): [string, TomlNode][] {
    return isTable(this.value)
      ? Object.entries(this.value).map(([key, value]) => [
          key,
          new TomlNode(this.document, [...this.path, key], value),
        ])
      : [];
  }

  /** The strings of an array, or a string by itself. */
  get strings(): string[] {
    return this.string === undefined
      ? this.items.flatMap(({ string }) => string ?? [])
      : [this.string];
  }
}

function isTable(value: TomlValue): value is Record<string, TomlValue> {
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date)
  );
}

import { parse, TomlError, TomlTable } from 'smol-toml';
import { locateToml, TomlLocation } from './locateToml';
import { TomlNode } from './TomlNode';

/** Why a text is no TOML document, and where; both 1-based. */
export interface TomlProblem {
  message: string;
  line: number;
  column: number;
}

/** A TOML document whose values can tell where they stand. */
export class TomlDocument {
  private locations: TomlLocation | undefined;

  /** Parses a text; never throws. */
  static parse(
    file: string,
    text: string,
  ): { document: TomlDocument } | { problem: TomlProblem } {
    try {
      return { document: new TomlDocument(file, text, parse(text)) };
    } catch (error) {
      if (error instanceof TomlError) {
        return {
          problem: {
            message: error.message.split('\n')[0],
            line: error.line,
            column: error.column,
          },
        };
      }
      throw error;
    }
  }

  private constructor(
    readonly file: string,
    private readonly text: string,
    private readonly data: TomlTable,
  ) {}

  get root(): TomlNode {
    return new TomlNode(this, [], this.data);
  }

  /** Where the value at a path begins, or the closest one around it. Positions are looked up only when they are asked for. */
  locate(path: readonly (string | number)[]): TomlLocation {
    this.locations ??= locateToml(this.text);
    let location = this.locations;
    for (const key of path) {
      const child = location.children.get(key);
      if (!child) {
        return location;
      }
      location = child;
    }
    return location;
  }
}

import { TomlWalker } from './TomlWalker';

/** Where a value of a TOML document begins (both 1-based), with the places of what it holds, by key or array index. */
export interface TomlLocation {
  line: number;
  column: number;
  children: Map<string | number, TomlLocation>;
}

/**
 * Where every value of a TOML document begins: a table at the header or the key that first names it, anything else at its value.
 *
 * @remarks
 * The TOML parser that is used keeps no positions, and those that do are several times slower. This only walks over the tokens of
 * a document that the parser has accepted already, so it checks nothing, and takes linear time.
 */
export function locateToml(text: string): TomlLocation {
  return new TomlWalker(text).walk();
}

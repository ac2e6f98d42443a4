/** One module that a Python file imports by its absolute name. @public */
export interface ImportStatement {
  /** The dotted name as it is written after `import` or `from`, or given to `import_module`. */
  module: string;
  /** What `from … import` takes out of it, `*` included, in the order of the statement: attributes or submodules. */
  names: readonly string[];
  /** 1-based line of the statement, or of the call. */
  line: number;
  /** 1-based column in UTF-16 code units. */
  column: number;
  /** Whether it runs when the file is imported, or later: in a function, as a program of its own, or through a call. */
  scope: 'module' | 'lazy';
  /** Whether only type checkers follow it: below `if TYPE_CHECKING`. */
  typeChecking: boolean;
  /** Whether the file is written to do without it: where a failed import is caught, in a function by its name. */
  optional: boolean;
}

/** A `try` statement, of which it is known at its handlers only what they catch. */
export interface Attempt {
  catchesImportErrors: boolean;
}

/** What the blocks around a statement say about it. */
export interface BlockContext {
  lazy: boolean;
  typeChecking: boolean;
  optional: boolean;
  /** `try` blocks around it. */
  attempts: readonly Attempt[];
}

interface Block extends BlockContext {
  indentation: number;
  /** The `try` that the block begins, or is a handler of. */
  attempt?: Attempt;
  /** Whether the branches after it are for type checkers only. */
  elseTypeChecking?: boolean;
}

const OUTSIDE: BlockContext = {
  lazy: false,
  typeChecking: false,
  optional: false,
  attempts: [],
};

const IMPORT_ERRORS = /\b(?:ImportError|ModuleNotFoundError)\b/;
const ALL_ERRORS = /^\s*$|\b(?:Exception|BaseException)\b/;

/** Follows which blocks of a Python program a line stands in, as far as they matter to imports. */
export class BlockStack {
  readonly #blocks: Block[] = [];
  #indentation = 0;
  /** The block before this line at the same indentation, which `else` and `except` belong to. */
  #sibling: Block | undefined;
  #hasOpened = false;

  get context(): BlockContext {
    return this.#blocks.at(-1) ?? OUTSIDE;
  }

  startLine(indentation: number): void {
    this.#indentation = indentation;
    this.#hasOpened = false;
    let last: Block | undefined;
    while ((this.#blocks.at(-1)?.indentation ?? -1) >= indentation) {
      last = this.#blocks.pop();
    }
    this.#sibling = last?.indentation === indentation ? last : undefined;
  }

  /**
   * Opens the block of a compound statement. A line has one head at most: what follows other colons is no block.
   *
   * @param head - What stands between the keyword and the colon.
   */
  open(keyword: string, head: string): void {
    if (this.#hasOpened) {
      return;
    }
    const outer = this.context;
    const said = describe(keyword, head, outer, this.#sibling);
    if (said) {
      this.#hasOpened = true;
      this.#blocks.push({
        lazy: outer.lazy,
        typeChecking: outer.typeChecking,
        optional: outer.optional,
        attempts: outer.attempts,
        ...said,
        indentation: this.#indentation,
      });
    }
  }
}

/** What a block says beyond those around it; undefined for one that says nothing. */
function describe(
  keyword: string,
  head: string,
  outer: BlockContext,
  sibling: Block | undefined,
): Partial<Block> | undefined {
  switch (keyword) {
    case 'def':
      return { lazy: true };
    case 'if':
    case 'elif':
      return describeCondition(
        head,
        outer,
        keyword === 'elif' ? sibling : undefined,
      );
    case 'else':
      return sibling?.elseTypeChecking ? { typeChecking: true } : undefined;
    case 'try': {
      const attempt = { catchesImportErrors: false };
      return { attempt, attempts: [...outer.attempts, attempt] };
    }
    case 'except': {
      const attempt = sibling?.attempt;
      const catches = catchesImportErrors(head, outer);
      if (attempt && catches) {
        attempt.catchesImportErrors = true;
      }
      // What a handler imports stands in for what failed: which of the two is needed cannot be told.
      return { attempt, optional: outer.optional || catches };
    }
    case 'with':
      return /\bsuppress\s*\(/.test(head) && catchesImportErrors(head, outer)
        ? { optional: true }
        : undefined;
    default:
      return undefined;
  }
}

/**
 * Whether a handler is there for imports that fail. One that catches everything is, unless it stands in a function: there it
 * reports whatever goes wrong, and does not do without.
 */
function catchesImportErrors(head: string, outer: BlockContext): boolean {
  return IMPORT_ERRORS.test(head) || (!outer.lazy && ALL_ERRORS.test(head));
}

function describeCondition(
  head: string,
  outer: BlockContext,
  sibling: Block | undefined,
): Partial<Block> | undefined {
  const text = head.replace(/[\s()\\]+/g, ' ').trim();
  const never = sibling?.elseTypeChecking ?? false;
  const isNegated = /^not [\w.]*\bTYPE_CHECKING$/.test(text);
  const isMain = /^__name__ ?== ?["']__main__["']$/.test(text);
  return {
    lazy: outer.lazy || isMain,
    typeChecking: outer.typeChecking || never || isTypeChecking(text),
    elseTypeChecking: never || isNegated,
  };
}

/** Whether a condition can hold for type checkers only. */
function isTypeChecking(condition: string): boolean {
  return (
    !/\bor\b/.test(condition) &&
    condition
      .split(/ and /)
      .some(term => /^[\w.]*\bTYPE_CHECKING$/.test(term.trim()))
  );
}

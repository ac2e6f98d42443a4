/** An expression of a program, as far as constants, paths and calls need it; the same for every language. */
export type Expression =
  | { type: 'text'; parts: (string | Expression)[] }
  | { type: 'name'; name: string }
  | { type: 'member'; object: Expression; name: string }
  | { type: 'index'; object: Expression; index: Expression }
  | CallExpression
  | { type: 'list'; items: Expression[] }
  | { type: 'record'; entries: RecordEntry[] }
  | { type: 'binary'; operator: string; left: Expression; right: Expression }
  /** One of several values, such as both sides of `or` and of a conditional. */
  | { type: 'choice'; options: Expression[] }
  | { type: 'none' }
  /** What is not followed. */
  | { type: 'other' };

/** A call, or the construction of an object. */
export interface CallExpression {
  type: 'call';
  /** Offset in the text: tells it from every other call of the program. */
  offset: number;
  /** 1-based. */
  line: number;
  callee: Expression;
  positional: Expression[];
  /** Keyword arguments; without a name, an expression whose entries become keywords. */
  keywords: { name: string | undefined; value: Expression }[];
}

/** One entry of a dictionary or an object; without a key, an expression whose entries are taken over. */
export interface RecordEntry {
  key: Expression | undefined;
  value: Expression;
}

/**
 * A region of a program in which names have one meaning. Loops are blocks of their own, so that their body can be read once
 * for each item.
 */
export interface Block {
  kind: 'module' | 'class' | 'function' | 'loop';
  /** Name of the class or function; empty where there is none. */
  name: string;
  parent: Block | undefined;
  /** Of a function, in order. */
  parameters: { name: string; fallback: Expression | undefined }[];
  /** Of a loop: the names that take each item or, with a key or index, a part of it; and what the loop goes over. */
  targets: { name: string; part?: string | number }[];
  iterable: Expression | undefined;
  /** All that is assigned to a name here; undefined for an assignment that cannot be followed. */
  assignments: Map<string, (Expression | undefined)[]>;
  /** Of a class: what its methods assign to the attributes of the instance, and in which block. */
  attributes: Map<string, { value: Expression | undefined; block: Block }[]>;
  /** Functions and classes that are defined here, by name. */
  definitions: Map<string, Block>;
  /** Of a function: what it returns. */
  returns: Expression[];
  /** Calls that stand directly in this block, in the order of the text. */
  calls: CallExpression[];
}

/** A program as its blocks, the module first. */
export interface Program {
  blocks: Block[];
}

/** A call that may mean a function or a method of the same file. */
export function isLocalCall(callee: Expression): boolean {
  return (
    callee.type === 'name' ||
    (callee.type === 'member' &&
      callee.object.type === 'name' &&
      /^(?:self|cls|this|[A-Z]\w*)$/.test(callee.object.name))
  );
}

/** `a.b.c` for names that are joined with dots; undefined for anything else. */
export function dottedName(expression: Expression): string | undefined {
  const names: string[] = [];
  let part = expression;
  while (part.type === 'member' && names.length < 20) {
    names.unshift(part.name);
    part = part.object;
  }
  return part.type === 'name' ? [part.name, ...names].join('.') : undefined;
}

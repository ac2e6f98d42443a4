import { SyntaxNode } from '@lezer/common';
import { Expression, Program } from './Expression';
import { ProgramBuilder } from './ProgramBuilder';
import { childrenOf } from './syntax';

/** Depth of nesting beyond which nothing is followed: no program that people write is deeper. */
const MAX_DEPTH = 150;

/** What is not followed. */
export const other: Expression = { type: 'other' };

/** What the nodes of one language's syntax tree mean. */
export interface ProgramLanguage {
  isExpression(node: SyntaxNode): boolean;
  /** Reads a statement. @returns false for what is read as an expression, or through its children. */
  statement(
    walker: ProgramWalker,
    node: SyntaxNode,
    children: SyntaxNode[],
  ): boolean;
  /** The expression that a node stands for. */
  expression(
    walker: ProgramWalker,
    node: SyntaxNode,
    children: SyntaxNode[],
  ): Expression;
}

/** Walks the syntax tree of a program in any language, and has the builder collect its blocks. */
export class ProgramWalker {
  readonly builder: ProgramBuilder;
  private depth = 0;

  private constructor(
    text: string,
    private readonly language: ProgramLanguage,
  ) {
    this.builder = new ProgramBuilder(text);
  }

  /** The blocks of a program; what is broken is left out. */
  static read(
    text: string,
    root: SyntaxNode,
    language: ProgramLanguage,
  ): Program {
    const walker = new ProgramWalker(text, language);
    walker.visit(root);
    return walker.builder.program;
  }

  /** The text of a node. */
  slice(node: { from: number; to: number }): string {
    return this.builder.slice(node);
  }

  /** Walks a statement, or an expression whose value does not matter. */
  visit(node: SyntaxNode): void {
    this.nested(undefined, () => {
      const children = childrenOf(node);
      if (this.language.statement(this, node, children)) {
        return;
      }
      if (this.language.isExpression(node)) {
        this.language.expression(this, node, children);
      } else {
        this.visitAll(children);
      }
    });
  }

  visitAll(nodes: readonly SyntaxNode[]): void {
    nodes.forEach(node => this.visit(node));
  }

  /** The expression that a node stands for, with the calls in it noted. */
  expression(node: SyntaxNode): Expression {
    return this.nested(other, () =>
      this.language.expression(this, node, childrenOf(node)),
    );
  }

  /** Those of some nodes that are expressions. */
  expressions(nodes: readonly SyntaxNode[]): Expression[] {
    return nodes
      .filter(this.language.isExpression)
      .map(node => this.expression(node));
  }

  /** `return VALUE`. */
  returns([, value]: SyntaxNode[]): void {
    if (value) {
      this.builder.returns(this.expression(value));
    }
  }

  /** `OBJECT.NAME`, or `OBJECT[INDEX]`. */
  member(
    children: SyntaxNode[],
    indexOf: (children: SyntaxNode[]) => SyntaxNode | undefined,
  ): Expression {
    const object = this.expression(children[0]);
    const last = children[children.length - 1];
    if (last.name === 'PropertyName') {
      return { type: 'member', object, name: this.slice(last) };
    }
    const index = indexOf(children);
    return index
      ? { type: 'index', object, index: this.expression(index) }
      : other;
  }

  /** A text between two offsets with expressions in it. */
  interpolation(
    { from, to }: { from: number; to: number },
    replacements: SyntaxNode[],
    decode: (source: string) => string,
  ): Expression {
    const parts: (string | Expression)[] = [];
    let start = from;
    for (const replacement of replacements) {
      const inner = childrenOf(replacement).find(this.language.isExpression);
      parts.push(
        decode(this.slice({ from: start, to: replacement.from })),
        inner ? this.expression(inner) : other,
      );
      start = replacement.to;
    }
    parts.push(decode(this.slice({ from: start, to: Math.max(start, to) })));
    return { type: 'text', parts };
  }

  private nested<T>(beyond: T, walk: () => T): T {
    if (this.depth > MAX_DEPTH) {
      return beyond;
    }
    this.depth += 1;
    const result = walk();
    this.depth -= 1;
    return result;
  }
}

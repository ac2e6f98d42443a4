import { SyntaxNode } from '@lezer/common';
import { Expression } from '../Expression';
import { ProgramWalker } from '../ProgramWalker';
import { unescape } from '../syntax';

const opening = /^([a-zA-Z]*)('''|"""|'|")/;

/** The text that a string literal stands for. */
export function decodePythonString(source: string): string {
  const match = opening.exec(source);
  if (!match) {
    return source;
  }
  const [start, prefix, quote] = match;
  const end = source.endsWith(quote)
    ? source.length - quote.length
    : source.length;
  const text = source.slice(start.length, Math.max(start.length, end));
  return isRaw(prefix) ? text : unescape(text);
}

/** `f'TEXT{EXPRESSION}TEXT'`. */
export function readFormatString(
  walker: ProgramWalker,
  node: SyntaxNode,
  children: SyntaxNode[],
): Expression {
  const [start = '', prefix = '', quote = ''] =
    opening.exec(walker.slice(node)) ?? [];
  return walker.interpolation(
    { from: node.from + start.length, to: node.to - quote.length },
    children.filter(child => child.name === 'FormatReplacement'),
    source => {
      const text = source.replace(/\{\{/g, '{').replace(/\}\}/g, '}');
      return isRaw(prefix) ? text : unescape(text);
    },
  );
}

function isRaw(prefix: string): boolean {
  return /r/i.test(prefix);
}

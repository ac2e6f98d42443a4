import { SyntaxNode } from '@lezer/common';
import { ProgramWalker } from '../ProgramWalker';
import { childrenOf } from '../syntax';
import { isPythonExpression } from './isPythonExpression';

/**
 * `for TARGETS in ITERABLE`, with its body read as a block of its own.
 *
 * @param bodies - what stands for the body where it does not follow the iterable.
 */
export function readLoop(
  walker: ProgramWalker,
  children: SyntaxNode[],
  bodies?: SyntaxNode[],
): void {
  const start = children.findIndex(child => child.name === 'for');
  const end = children.findIndex(
    (child, index) => index > start && child.name === 'in',
  );
  if (start === -1 || end === -1 || !children[end + 1]) {
    walker.visitAll(children.filter(isPythonExpression));
    return;
  }
  const names = children
    .slice(start + 1, end)
    .flatMap(child =>
      child.name === 'VariableName' ? [child] : childrenOf(child),
    )
    .filter(child => child.name === 'VariableName')
    .map(child => walker.slice(child));
  const targets = names.map((name, part) =>
    names.length === 1 ? { name } : { name, part },
  );
  const iterable = walker.expression(children[end + 1]);
  walker.builder.inside('loop', '', { targets, iterable }, () =>
    walker.visitAll(bodies ?? children.slice(end + 2)),
  );
}

/** A comprehension, or a generator among arguments: its element is the body of a loop. */
export function readComprehension(
  walker: ProgramWalker,
  children: SyntaxNode[],
): void {
  const start = children.findIndex(child => child.name === 'for');
  readLoop(
    walker,
    children.slice(start),
    children.slice(0, start).filter(isPythonExpression),
  );
}

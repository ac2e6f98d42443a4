import { SyntaxNode } from '@lezer/common';
import { Expression } from '../Expression';
import { ProgramWalker } from '../ProgramWalker';
import { childrenOf, splitBy } from '../syntax';

/** `TARGETS = … = VALUES`, of which the children of the statement are given. */
export function readAssignment(
  walker: ProgramWalker,
  children: SyntaxNode[],
): void {
  const groups = splitBy(
    children.filter(child => child.name !== 'TypeDef'),
    child => child.name === 'AssignOp',
  );
  const source = groups.pop()?.filter(child => child.name !== ',') ?? [];
  const values = source.map(child => walker.expression(child));
  for (const group of groups) {
    const targets = group.filter(child => child.name !== ',');
    if (targets.length === values.length) {
      targets.forEach((target, index) =>
        assign(walker, [target], values[index]),
      );
    } else if (targets.length === 1) {
      assign(walker, targets, { type: 'list', items: values });
    } else {
      assign(walker, targets, undefined);
    }
  }
}

/** Notes that names, attributes of `self`, or the names of a pattern take a value; undefined when it cannot be followed. */
export function assign(
  walker: ProgramWalker,
  targets: SyntaxNode[],
  value: Expression | undefined,
): void {
  for (const target of targets) {
    const children = childrenOf(target);
    if (target.name === 'VariableName') {
      walker.builder.assign(walker.slice(target), value);
    } else if (
      target.name === 'MemberExpression' &&
      children.length === 3 &&
      /^(?:self|cls)$/.test(walker.slice(children[0]))
    ) {
      walker.builder.assignAttribute(walker.slice(children[2]), value);
    } else if (/^(?:Tuple|Parenthesized|Array)Expression$/.test(target.name)) {
      assign(walker, children, undefined);
    }
  }
}

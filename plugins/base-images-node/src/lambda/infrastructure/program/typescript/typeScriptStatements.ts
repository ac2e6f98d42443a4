import { SyntaxNode } from '@lezer/common';
import { ProgramWalker } from '../ProgramWalker';
import { childrenOf, splitBy } from '../syntax';
import { valueAfterEquals } from './isTypeScriptExpression';
import { isFunction, readFunction } from './typeScriptFunctions';
import { targetsOf } from './typeScriptPatterns';

/** Reads a statement of TypeScript. @returns false for what is read as an expression, or through its children. */
export function readTypeScriptStatement(
  walker: ProgramWalker,
  node: SyntaxNode,
  children: SyntaxNode[],
): boolean {
  if (isFunction(node)) {
    readFunction(walker, node);
    return true;
  }
  switch (node.name) {
    case 'VariableDeclaration':
      splitBy(children, child => child.name === ',').forEach(group =>
        readDeclaration(walker, group),
      );
      return true;
    case 'ClassDeclaration':
    case 'ClassExpression':
      readClass(walker, node);
      return true;
    case 'PropertyDeclaration': {
      const name = node.getChild('PropertyDefinition');
      const value = valueAfterEquals(children);
      const expression = value && walker.expression(value);
      if (name && expression) {
        walker.builder.assignAttribute(walker.slice(name), expression);
      }
      return true;
    }
    case 'ReturnStatement':
      walker.returns(children);
      return true;
    case 'ForStatement': {
      const spec = node.getChild('ForOfSpec');
      if (spec) {
        readForOf(walker, spec, children);
      }
      return spec !== null;
    }
    default:
      return false;
  }
}

function readClass(walker: ProgramWalker, node: SyntaxNode): void {
  const name = node.getChild('VariableDefinition');
  const body = node.getChild('ClassBody');
  walker.builder.inside(
    'class',
    name ? walker.slice(name) : '',
    {},
    () => body && walker.visit(body),
  );
}

function readDeclaration(walker: ProgramWalker, group: SyntaxNode[]): void {
  const target = group.find(child =>
    /^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(child.name),
  );
  const source = valueAfterEquals(group);
  if (!target || !source) {
    return;
  }
  const name = walker.slice(target);
  if (target.name !== 'VariableDefinition') {
    const object = walker.expression(source);
    for (const { name: bound, part } of targetsOf(walker, target)) {
      walker.builder.assign(
        bound,
        typeof part === 'string'
          ? { type: 'member', object, name: part }
          : undefined,
      );
    }
  } else if (isFunction(source)) {
    readFunction(walker, source, name);
  } else {
    walker.builder.assign(name, walker.expression(source));
  }
}

function readForOf(
  walker: ProgramWalker,
  spec: SyntaxNode,
  children: SyntaxNode[],
): void {
  const parts = childrenOf(spec);
  const of = parts.findIndex(child => child.name === 'of');
  const iterable = parts[of + 1];
  const target = parts[of - 1];
  walker.builder.inside(
    'loop',
    '',
    {
      targets: target ? targetsOf(walker, target) : [],
      iterable: iterable && walker.expression(iterable),
    },
    () => walker.visitAll(children.filter(child => child.name !== 'ForOfSpec')),
  );
}

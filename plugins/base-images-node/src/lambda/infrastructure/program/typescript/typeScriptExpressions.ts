import { SyntaxNode } from '@lezer/common';
import { Expression, RecordEntry } from '../Expression';
import { other, ProgramWalker } from '../ProgramWalker';
import { childrenOf, unescape } from '../syntax';
import { isTypeScriptExpression } from './isTypeScriptExpression';
import { readFunctionAsLoop } from './typeScriptFunctions';
import { readTypeScriptStatement } from './typeScriptStatements';

/** The expression that a node of the syntax tree of TypeScript stands for. */
export function readTypeScriptExpression(
  walker: ProgramWalker,
  node: SyntaxNode,
  children: SyntaxNode[],
): Expression {
  switch (node.name) {
    case 'VariableName':
    case 'this':
    case 'super':
      return { type: 'name', name: walker.slice(node) };
    case 'ImportMeta':
      return { type: 'name', name: 'import.meta' };
    case 'String':
      return {
        type: 'text',
        parts: [unescape(walker.slice(node).slice(1, -1))],
      };
    case 'TemplateString':
      return walker.interpolation(
        { from: node.from + 1, to: node.to - 1 },
        children.filter(child => child.name === 'Interpolation'),
        unescape,
      );
    case 'TaggedTemplateExpression':
      return walker.expression(children[children.length - 1]);
    case 'Number':
    case 'BooleanLiteral':
      return { type: 'text', parts: [walker.slice(node)] };
    case 'null':
      return { type: 'none' };
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return children[1] ? walker.expression(children[1]) : other;
    case 'PostfixExpression':
      return walker.expression(children[0]);
    case 'MemberExpression':
      return walker.member(children, ([, ...rest]) =>
        rest.find(isTypeScriptExpression),
      );
    case 'CallExpression':
    case 'NewExpression':
      return readCall(walker, node, children);
    case 'ArrayExpression':
      return { type: 'list', items: walker.expressions(children) };
    case 'ObjectExpression':
      return {
        type: 'record',
        entries: children
          .filter(child => child.name === 'Property')
          .map(child => readProperty(walker, childrenOf(child))),
      };
    case 'ConditionalExpression': {
      const [condition, ...options] = children.filter(isTypeScriptExpression);
      if (condition) {
        walker.visit(condition);
      }
      return { type: 'choice', options: walker.expressions(options) };
    }
    case 'AssignmentExpression':
      return readAssignment(walker, children);
    case 'BinaryExpression':
      return readBinary(walker, node, children);
    default:
      // Functions and classes are statements as well.
      if (!readTypeScriptStatement(walker, node, children)) {
        walker.visitAll(children);
      }
      return other;
  }
}

function readCall(
  walker: ProgramWalker,
  node: SyntaxNode,
  children: SyntaxNode[],
): Expression {
  const [target] = children.filter(child => child.name !== 'new');
  const callee = walker.expression(target);
  const list = node.getChild('ArgList');
  const positional: Expression[] = [];
  for (const argument of list
    ? childrenOf(list).filter(isTypeScriptExpression)
    : []) {
    if (
      argument.name === 'ArrowFunction' &&
      callee.type === 'member' &&
      /^(?:forEach|map|flatMap)$/.test(callee.name)
    ) {
      readFunctionAsLoop(walker, argument, callee.object);
    } else {
      positional.push(walker.expression(argument));
    }
  }
  return walker.builder.call({
    offset: node.from,
    callee,
    positional,
    keywords: [],
  });
}

function readProperty(
  walker: ProgramWalker,
  children: SyntaxNode[],
): RecordEntry {
  const [first] = children;
  const last = children[children.length - 1];
  if (!first) {
    return { key: undefined, value: other };
  }
  if (first.name === 'Spread') {
    return { key: undefined, value: walker.expression(last) };
  }
  const isNamed = first.name === 'PropertyDefinition';
  const key: Expression = isNamed
    ? { type: 'text', parts: [walker.slice(first)] }
    : walker.expression(first.name === '[' ? children[1] : first);
  if (children.length === 1 && isNamed) {
    return { key, value: { type: 'name', name: walker.slice(first) } };
  }
  if (isTypeScriptExpression(last)) {
    return { key, value: walker.expression(last) };
  }
  walker.visitAll(children);
  return { key, value: other };
}

function readAssignment(
  walker: ProgramWalker,
  children: SyntaxNode[],
): Expression {
  const [target] = children;
  const value = walker.expression(children[children.length - 1]);
  const isPlain = walker.slice(children[1] ?? target) === '=';
  const assigned = isPlain ? value : undefined;
  const [object, , property] = childrenOf(target);
  if (target.name === 'VariableName') {
    walker.builder.assign(walker.slice(target), assigned);
  } else if (object?.name === 'this' && property?.name === 'PropertyName') {
    walker.builder.assignAttribute(walker.slice(property), assigned);
  }
  return value;
}

function readBinary(
  walker: ProgramWalker,
  node: SyntaxNode,
  children: SyntaxNode[],
): Expression {
  const operands = walker.expressions(children);
  const [left = other, right = other] = operands;
  const operator = walker.slice(children[1] ?? node);
  switch (operator) {
    case 'as':
    case 'satisfies':
      return left;
    case '??':
    case '||':
      return { type: 'choice', options: operands };
    default:
      return { type: 'binary', operator, left, right };
  }
}

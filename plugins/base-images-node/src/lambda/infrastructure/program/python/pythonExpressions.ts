import { SyntaxNode } from '@lezer/common';
import { CallExpression, Expression } from '../Expression';
import { other, ProgramWalker } from '../ProgramWalker';
import { childrenOf, splitBy } from '../syntax';
import { assign } from './pythonAssignments';
import { readComprehension } from './pythonLoops';
import { decodePythonString, readFormatString } from './pythonText';

const comprehensions = new Set([
  'ArrayComprehensionExpression',
  'SetComprehensionExpression',
  'DictionaryComprehensionExpression',
  'ComprehensionExpression',
]);

/** The expression that a node of the syntax tree of Python stands for. */
export function readPythonExpression(
  walker: ProgramWalker,
  node: SyntaxNode,
  children: SyntaxNode[],
): Expression {
  switch (node.name) {
    case 'VariableName':
      return { type: 'name', name: walker.slice(node) };
    case 'String':
      return { type: 'text', parts: [decodePythonString(walker.slice(node))] };
    case 'FormatString':
      return readFormatString(walker, node, children);
    case 'ContinuedString':
      return {
        type: 'text',
        parts: children.map(child => walker.expression(child)),
      };
    case 'Number':
    case 'Boolean':
      return { type: 'text', parts: [walker.slice(node)] };
    case 'None':
      return { type: 'none' };
    case 'ParenthesizedExpression':
      return children[1] ? walker.expression(children[1]) : other;
    case 'MemberExpression':
      return walker.member(children, ([, , index]) => index);
    case 'CallExpression':
      return readCall(walker, node, children);
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return { type: 'list', items: walker.expressions(children) };
    case 'DictionaryExpression':
      return readDictionary(walker, children);
    case 'NamedExpression': {
      const value = walker.expression(children[2] ?? node);
      assign(walker, children.slice(0, 1), value);
      return value;
    }
    case 'ConditionalExpression':
      walker.visitAll(children.slice(1, -1));
      return { type: 'choice', options: outer(walker, children) };
    case 'BinaryExpression': {
      const [left, right] = outer(walker, children);
      const operator = walker.slice(children[1] ?? node);
      return operator === 'or'
        ? { type: 'choice', options: [left, right] }
        : { type: 'binary', operator, left, right };
    }
    default:
      if (comprehensions.has(node.name)) {
        readComprehension(walker, children);
      } else {
        walker.visitAll(children);
      }
      return other;
  }
}

/** The first and the last of what an expression consists of. */
function outer(walker: ProgramWalker, children: SyntaxNode[]): Expression[] {
  return [children[0], children[children.length - 1]].map(child =>
    walker.expression(child),
  );
}

function readCall(
  walker: ProgramWalker,
  node: SyntaxNode,
  [callee, list]: SyntaxNode[],
): Expression {
  const positional: Expression[] = [];
  const keywords: CallExpression['keywords'] = [];
  const target = walker.expression(callee);
  const nodes = list?.name === 'ArgList' ? childrenOf(list).slice(1, -1) : [];
  if (nodes.some(child => child.name === 'for')) {
    readComprehension(walker, childrenOf(list));
  } else {
    for (const group of splitBy(nodes, child => child.name === ',')) {
      const value = walker.expression(group[group.length - 1]);
      if (group[1]?.name === 'AssignOp' && group.length > 2) {
        keywords.push({ name: walker.slice(group[0]), value });
      } else if (group[0].name === '**') {
        keywords.push({ name: undefined, value });
      } else {
        positional.push(value);
      }
    }
  }
  return walker.builder.call({
    offset: node.from,
    callee: target,
    positional,
    keywords,
  });
}

function readDictionary(
  walker: ProgramWalker,
  children: SyntaxNode[],
): Expression {
  const groups = splitBy(children.slice(1, -1), child => child.name === ',');
  return {
    type: 'record',
    entries: groups.map(group => {
      const value = walker.expression(group[group.length - 1]);
      return group[1]?.name === ':' && group.length > 2
        ? { key: walker.expression(group[0]), value }
        : { key: undefined, value };
    }),
  };
}

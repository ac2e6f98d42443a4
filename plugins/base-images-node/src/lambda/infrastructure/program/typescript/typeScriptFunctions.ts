import { SyntaxNode } from '@lezer/common';
import { Block, Expression } from '../Expression';
import { ProgramWalker } from '../ProgramWalker';
import { childrenOf, splitBy } from '../syntax';
import {
  isTypeScriptExpression,
  valueAfterEquals,
} from './isTypeScriptExpression';
import { targetsOf } from './typeScriptPatterns';

const functions = new Set([
  'ArrowFunction',
  'FunctionExpression',
  'FunctionDeclaration',
  'MethodDeclaration',
]);

/** Whether a node defines a function or a method. */
export function isFunction(node: SyntaxNode): boolean {
  return functions.has(node.name);
}

/** A function or a method; without a name of its own, that of the variable that it is assigned to. */
export function readFunction(
  walker: ProgramWalker,
  node: SyntaxNode,
  variable: string = '',
): void {
  const ownName =
    node.getChild('VariableDefinition') ?? node.getChild('PropertyDefinition');
  const name = variable || (ownName ? walker.slice(ownName) : '');
  const parameters = readParameters(walker, node);
  walker.builder.inside('function', name, { parameters }, () =>
    readBody(walker, node),
  );
}

/** A function that is called for each item of something, such as that of `forEach`. */
export function readFunctionAsLoop(
  walker: ProgramWalker,
  node: SyntaxNode,
  iterable: Expression,
): void {
  const target =
    parametersOf(node)[0]?.[0] ?? node.getChild('VariableDefinition');
  const targets = target ? targetsOf(walker, target) : [];
  walker.builder.inside('loop', '', { targets, iterable }, () =>
    readBody(walker, node),
  );
}

function readBody(walker: ProgramWalker, node: SyntaxNode): void {
  const body = childrenOf(node).at(-1);
  if (body && isTypeScriptExpression(body)) {
    walker.builder.returns(walker.expression(body));
  } else if (body) {
    walker.visit(body);
  }
}

/** The nodes of each parameter. */
function parametersOf(node: SyntaxNode): SyntaxNode[][] {
  const list = node.getChild('ParamList');
  return list
    ? splitBy(childrenOf(list).slice(1, -1), child => child.name === ',')
    : [];
}

function readParameters(
  walker: ProgramWalker,
  node: SyntaxNode,
): Block['parameters'] {
  return parametersOf(node).map(group => {
    const definition = group.find(child => child.name === 'VariableDefinition');
    const fallback = valueAfterEquals(group);
    return {
      name: definition ? walker.slice(definition) : '',
      fallback: fallback && walker.expression(fallback),
    };
  });
}

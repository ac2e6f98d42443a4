import { SyntaxNode } from '@lezer/common';

/** Whether a node of the syntax tree of TypeScript is an expression, and was not mended by the parser. */
export function isTypeScriptExpression(node: SyntaxNode): boolean {
  return (
    (/(?:Expression|^ArrowFunction|^ImportMeta|^TemplateString|^String|^Number|^BooleanLiteral|^VariableName)$/.test(
      node.name,
    ) ||
      node.name === 'this' ||
      node.name === 'super' ||
      node.name === 'null') &&
    !node.type.isError
  );
}

/** The expression behind `=` among some nodes. */
export function valueAfterEquals(nodes: SyntaxNode[]): SyntaxNode | undefined {
  const equals = nodes.findIndex(child => child.name === 'Equals');
  const value = equals === -1 ? undefined : nodes[equals + 1];
  return value && isTypeScriptExpression(value) ? value : undefined;
}

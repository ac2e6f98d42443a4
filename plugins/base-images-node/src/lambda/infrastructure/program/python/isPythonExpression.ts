import { SyntaxNode } from '@lezer/common';

/** Whether a node of the syntax tree of Python is an expression, and was not mended by the parser. */
export function isPythonExpression(node: SyntaxNode): boolean {
  return (
    /Expression$|^(?:VariableName|String|FormatString|ContinuedString|Number|Boolean|None|Ellipsis)$/.test(
      node.name,
    ) && !node.type.isError
  );
}

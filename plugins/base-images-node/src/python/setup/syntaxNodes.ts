import type { SyntaxNode } from '@lezer/common';

/** The children of a syntax node, comments left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') {
      children.push(child);
    }
  }
  return children;
}

/** Below 2,500 levels the parser's library flattens its tree into 16-bit offsets that may overflow; nobody writes so deep. */
const MAX_DEPTH = 500;

/** Every node at or below a node, in the order of the text, except for those that are nested absurdly deep. */
export function* descendantsOf(root: SyntaxNode): Generator<SyntaxNode> {
  const stack = [{ node: root, depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, depth } = next;
    yield node;
    if (depth < MAX_DEPTH) {
      for (const child of childrenOf(node).reverse()) {
        stack.push({ node: child, depth: depth + 1 });
      }
    }
  }
}

import { SyntaxNode } from '@lezer/common';

/** The children of a node of a parser's tree, comments left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.name.endsWith('Comment')) {
      children.push(child);
    }
  }
  return children;
}

/** Children in groups between separators, empty groups left out. */
export function splitBy(
  nodes: SyntaxNode[],
  isSeparator: (node: SyntaxNode) => boolean,
): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (isSeparator(node)) {
      groups.push([]);
    } else {
      groups[groups.length - 1].push(node);
    }
  }
  return groups.filter(group => group.length > 0);
}

/** What escape sequences that names and paths may hold stand for; others stay as they are. */
export function unescape(text: string): string {
  return text.replace(/\\(\r?\n|[\s\S])/g, (sequence, character: string) => {
    switch (character) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case '\\':
      case '"':
      case "'":
      case '`':
      case '$':
      case '/':
        return character;
      case '\n':
      case '\r\n':
        return '';
      default:
        return sequence;
    }
  });
}

import type { SyntaxNode } from '@lezer/common';
import { childrenOf, descendantsOf } from './syntaxNodes';

/** How a program is looked into. */
export interface ProgramView {
  slice(node: SyntaxNode): string;
  /** What the name at this place was assigned last. */
  valueOf(name: SyntaxNode): SyntaxNode | undefined;
}

const MAX_DEPTH = 20;

/** Methods that give what is in a file, or its lines. */
const READING =
  /^(?:read|readlines|read_text|splitlines|split|strip|rstrip|decode|open)$/;

/** Functions that go through lines. */
const WRAPPING = /^(?:list|filter|map|sorted|tuple|str)$/;

const OPENING = /^(?:(?:io|codecs)\.)?open$/;

/** Where lists of requirements are kept. */
const REQUIREMENTS_FILE = /\.(?:txt|in|pip)$/;

/**
 * The path of the requirements file whose lines an expression gives, as programs write it: `open(path).read().splitlines()`,
 * `[line.strip() for line in file]`, `Path(…, "requirements.txt").read_text().split("\n")`, or a function of the program that is given
 * the name. What the program leaves out of its lines is not known.
 */
export function openedFile(
  node: SyntaxNode,
  view: ProgramView,
  depth: number = 0,
): string | undefined {
  if (depth > MAX_DEPTH) {
    return undefined;
  }
  const follow = (next: SyntaxNode | null | undefined) =>
    next ? openedFile(next, view, depth + 1) : undefined;
  switch (node.name) {
    case 'VariableName':
      return follow(view.valueOf(node));
    case 'ParenthesizedExpression':
      return follow(childrenOf(node)[1]);
    case 'ArrayComprehensionExpression': {
      const parts = childrenOf(node);
      return follow(parts[parts.findIndex(({ name }) => name === 'in') + 1]);
    }
    case 'CallExpression':
      return openedByCall(node, view, depth, follow);
    default:
      return undefined;
  }
}

function openedByCall(
  node: SyntaxNode,
  view: ProgramView,
  depth: number,
  follow: (next: SyntaxNode | undefined) => string | undefined,
): string | undefined {
  const [callee, list] = childrenOf(node);
  const args = childrenOf(list ?? node).filter(({ name }) =>
    /^[A-Z]/.test(name),
  );
  if (!callee || !list) {
    return undefined;
  }
  const name = view.slice(callee);
  if (OPENING.test(name)) {
    return args[0] && pathIn(args[0], view, depth);
  }
  if (WRAPPING.test(name)) {
    return follow(args.at(-1));
  }
  if (callee.name === 'VariableName') {
    return args[0]?.name === 'String'
      ? pathIn(args[0], view, depth)
      : undefined;
  }
  const [object] = childrenOf(callee);
  if (
    callee.name !== 'MemberExpression' ||
    !READING.test(/[^.]*$/.exec(name)![0])
  ) {
    return undefined;
  }
  return follow(object) ?? (object && pathIn(object, view, depth));
}

/** The texts of a path, put together: `os.path.join(here, "a", "b.txt")`, `here / "a" / "b.txt"`. */
function pathIn(
  node: SyntaxNode,
  view: ProgramView,
  depth: number,
): string | undefined {
  if (node.name === 'VariableName') {
    const value = depth > MAX_DEPTH ? undefined : view.valueOf(node);
    return value && pathIn(value, view, depth + 1);
  }
  const texts: string[] = [];
  for (const part of descendantsOf(node)) {
    if (part.name === 'FormatString' || part.name === 'ContinuedString') {
      return undefined;
    }
    if (part.name === 'String') {
      texts.push(view.slice(part).replace(/^[rubRUB]*["']+|["']+$/g, ''));
    }
  }
  const path = texts.join('/').replace(/^\.\//, '');
  return REQUIREMENTS_FILE.test(path) && !path.startsWith('/')
    ? path
    : undefined;
}

import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { LiteralReader } from './LiteralReader';
import { LiteralValue } from './LiteralValue';
import { descendantsOf } from './syntaxNodes';

/** The keyword arguments of a `setup()` call. */
export interface SetupArguments {
  values: Map<string, LiteralValue>;
  /** Whether `**more` may give further ones. */
  hasUnpacking: boolean;
  /** 1-based line of the call. */
  line: number;
}

/** Finds the `setup(…)` or `setuptools.setup(…)` call of a program without running it; undefined where there is none. */
export function findSetupArguments(text: string): SetupArguments | undefined {
  const module = parser.parse(text).topNode;
  const call = findCall(module, text);
  const list = call?.getChild('ArgList');
  if (!call || !list) {
    return undefined;
  }
  const reader = LiteralReader.forModule(module, text);
  const values = new Map<string, LiteralValue>();
  let hasUnpacking = false;
  for (let node = list.firstChild; node; node = node.nextSibling) {
    if (node.name === '**') {
      hasUnpacking = true;
    }
    const equals = node.nextSibling;
    const value = equals?.nextSibling;
    if (node.name === 'VariableName' && equals?.name === 'AssignOp' && value) {
      values.set(text.slice(node.from, node.to), reader.read(value));
    }
  }
  const line = text.slice(0, call.from).split('\n').length;
  return { values, hasUnpacking, line };
}

function findCall(module: SyntaxNode, text: string): SyntaxNode | undefined {
  for (const node of descendantsOf(module)) {
    const callee = node.name === 'CallExpression' ? node.firstChild : null;
    if (
      callee &&
      /^(?:\w+\.)?setup$/.test(text.slice(callee.from, callee.to))
    ) {
      return node;
    }
  }
  return undefined;
}

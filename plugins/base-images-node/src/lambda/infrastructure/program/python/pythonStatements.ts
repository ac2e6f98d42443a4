import { SyntaxNode } from '@lezer/common';
import { Block } from '../Expression';
import { ProgramWalker } from '../ProgramWalker';
import { childrenOf, splitBy } from '../syntax';
import { assign, readAssignment } from './pythonAssignments';
import { readLoop } from './pythonLoops';

/** Reads a statement of Python. @returns false for what is read as an expression, or through its children. */
export function readPythonStatement(
  walker: ProgramWalker,
  node: SyntaxNode,
  children: SyntaxNode[],
): boolean {
  switch (node.name) {
    case 'AssignStatement':
      readAssignment(walker, children);
      return true;
    case 'UpdateStatement':
      walker.visitAll(children);
      assign(walker, children.slice(0, 1), undefined);
      return true;
    case 'ForStatement':
      readLoop(walker, children);
      return true;
    case 'FunctionDefinition':
      readDefinition(walker, node, 'function');
      return true;
    case 'ClassDefinition':
      readDefinition(walker, node, 'class');
      return true;
    case 'ReturnStatement':
      walker.returns(children);
      return true;
    case 'WithStatement':
      children.forEach((child, index) => {
        if (children[index - 1]?.name === 'as') {
          assign(walker, [child], undefined);
        } else {
          walker.visit(child);
        }
      });
      return true;
    default:
      return false;
  }
}

function readDefinition(
  walker: ProgramWalker,
  node: SyntaxNode,
  kind: 'function' | 'class',
): void {
  const name = node.getChild('VariableName');
  const body = node.getChild('Body');
  const parameters = readParameters(walker, node.getChild('ParamList'));
  walker.builder.inside(
    kind,
    name ? walker.slice(name) : '',
    { parameters },
    () => body && walker.visit(body),
  );
}

function readParameters(
  walker: ProgramWalker,
  list: SyntaxNode | null,
): Block['parameters'] {
  const groups = splitBy(
    list ? childrenOf(list).slice(1, -1) : [],
    child => child.name === ',',
  );
  return groups
    .filter(([first]) => first.name === 'VariableName')
    .map(group => {
      const operator = group.findIndex(child => child.name === 'AssignOp');
      const fallback = operator === -1 ? undefined : group[operator + 1];
      return {
        name: walker.slice(group[0]),
        fallback: fallback && walker.expression(fallback),
      };
    });
}

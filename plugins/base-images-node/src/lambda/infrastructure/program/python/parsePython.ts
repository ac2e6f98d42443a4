import { parser } from '@lezer/python';
import { Program } from '../Expression';
import { parseWithin } from '../parseWithin';
import { ProgramWalker } from '../ProgramWalker';
import { isPythonExpression } from './isPythonExpression';
import { readPythonExpression } from './pythonExpressions';
import { readPythonStatement } from './pythonStatements';

/** Reads Python into blocks and expressions; what is broken is left out. @throws UnparsableProgramError */
export function parsePython(text: string): Program {
  return ProgramWalker.read(text, parseWithin(parser, text, '#').topNode, {
    isExpression: isPythonExpression,
    statement: readPythonStatement,
    expression: readPythonExpression,
  });
}

import { parser } from '@lezer/javascript';
import { Program } from '../Expression';
import { parseWithin } from '../parseWithin';
import { ProgramWalker } from '../ProgramWalker';
import { isTypeScriptExpression } from './isTypeScriptExpression';
import { readTypeScriptExpression } from './typeScriptExpressions';
import { readTypeScriptStatement } from './typeScriptStatements';

const typeScript = parser.configure({ dialect: 'ts' });

/** Reads TypeScript (or JavaScript) into blocks and expressions; what is broken is left out. @throws UnparsableProgramError */
export function parseTypeScript(text: string): Program {
  return ProgramWalker.read(text, parseWithin(typeScript, text, '//').topNode, {
    isExpression: isTypeScriptExpression,
    statement: readTypeScriptStatement,
    expression: readTypeScriptExpression,
  });
}

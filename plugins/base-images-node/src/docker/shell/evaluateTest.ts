import { TestExpression } from 'unbash';
import { matchGlob } from '../../glob/matchGlob';
import { ShellStatus } from './ShellCommand';
import { ShellExpander } from './ShellExpander';
import { shellPath } from './shellPath';
import { isKnown, ShellState } from './ShellState';

/** Decides `[[ … ]]`. */
export function evaluateTest(
  expression: TestExpression,
  state: ShellState,
): ShellStatus {
  const expander = new ShellExpander(state);
  switch (expression.type) {
    case 'TestUnary':
      return testUnary(
        expression.operator,
        expander.text(expression.operand),
        state,
      );
    case 'TestBinary':
      return testBinary(
        expander.text(expression.left),
        expression.operator,
        expander.text(expression.right),
        true,
      );
    case 'TestGroup':
      return evaluateTest(expression.expression, state);
    case 'TestNot': {
      const inner = evaluateTest(expression.operand, state);
      return expression.negations.length % 2 === 1 ? inverse(inner) : inner;
    }
    default: {
      const results = expression.operands.map(operand =>
        evaluateTest(operand, state),
      );
      const decisive = expression.operator === '&&' ? 'failure' : 'success';
      if (results.includes(decisive)) {
        return decisive;
      }
      return results.includes('unknown') ? 'unknown' : inverse(decisive);
    }
  }
}

/** Decides the words of `[ … ]` and `test …`, without the bracket at the end. */
export function evaluateTestWords(
  words: readonly string[],
  state: ShellState,
): ShellStatus {
  if (words[0] === '!') {
    return inverse(evaluateTestWords(words.slice(1), state));
  }
  for (const [name, decisive] of [
    ['-o', 'success'],
    ['-a', 'failure'],
  ] as const) {
    const at = words.indexOf(name, 1);
    if (at > 0 && words.length > 3) {
      const results = [words.slice(0, at), words.slice(at + 1)].map(part =>
        evaluateTestWords(part, state),
      );
      if (results.includes(decisive)) {
        return decisive;
      }
      return results.includes('unknown') ? 'unknown' : inverse(decisive);
    }
  }
  switch (words.length) {
    case 0:
      return 'failure';
    case 1:
      return testUnary('-n', words[0], state);
    case 2:
      return testUnary(words[0], words[1], state);
    case 3:
      return testBinary(words[0], words[1], words[2], false);
    default:
      return 'unknown';
  }
}

function testUnary(
  operator: string,
  operand: string,
  state: ShellState,
): ShellStatus {
  if (operator === '-n' || operator === '-z') {
    if (!isKnown(operand)) {
      // Some known text beside the unknown is text enough.
      const some = operand.length > 1;
      return some ? decide(operator === '-n') : 'unknown';
    }
    return decide((operand === '') === (operator === '-z'));
  }
  if (/^-[defrswx]$/.test(operator)) {
    const path = shellPath(state, operand);
    const entry =
      path === undefined ? undefined : state.disk.files.lookup(path);
    if (!entry || entry.kind === 'foreign' || entry.kind === 'missing') {
      return 'unknown';
    }
    const isFolder = entry.kind === 'directory';
    if (operator === '-d' || operator === '-f') {
      return decide(isFolder === (operator === '-d'));
    }
    return operator === '-x' || operator === '-s' ? 'unknown' : 'success';
  }
  return 'unknown';
}

function testBinary(
  left: string,
  operator: string,
  right: string,
  patterns: boolean,
): ShellStatus {
  if (!isKnown(left) || !isKnown(right)) {
    return 'unknown';
  }
  switch (operator) {
    case '=':
    case '==':
      return decide(patterns ? matchGlob(right, left) : left === right);
    case '!=':
      return decide(patterns ? !matchGlob(right, left) : left !== right);
    default:
      return compareNumbers(Number(left), operator, Number(right));
  }
}

function compareNumbers(
  left: number,
  operator: string,
  right: number,
): ShellStatus {
  if (Number.isNaN(left) || Number.isNaN(right)) {
    return 'unknown';
  }
  switch (operator) {
    case '-eq':
      return decide(left === right);
    case '-ne':
      return decide(left !== right);
    case '-gt':
      return decide(left > right);
    case '-ge':
      return decide(left >= right);
    case '-lt':
      return decide(left < right);
    case '-le':
      return decide(left <= right);
    default:
      return 'unknown';
  }
}

function decide(holds: boolean): ShellStatus {
  return holds ? 'success' : 'failure';
}

function inverse(status: ShellStatus): ShellStatus {
  if (status === 'unknown') {
    return status;
  }
  return status === 'success' ? 'failure' : 'success';
}

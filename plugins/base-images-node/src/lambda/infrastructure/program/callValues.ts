import { Block, CallExpression, dottedName, Expression } from './Expression';
import { CallValue, isPlainName, Value } from './Value';

type Evaluate = (expression: Expression) => Value;

/** The values that a call gives to the parameters of a function. */
export function bindParameters(
  { parameters: [first, ...rest] }: Block,
  { positional, keywords }: CallExpression,
  evaluate: Evaluate,
): Map<string, Value> {
  const bound = new Map<string, Value>();
  if (!first) {
    return bound;
  }
  const parameters = /^(?:self|cls)$/.test(first.name)
    ? rest
    : [first, ...rest];
  positional.slice(0, parameters.length).forEach((argument, index) => {
    bound.set(parameters[index].name, evaluate(argument));
  });
  for (const { name, value } of keywords) {
    if (name && parameters.some(parameter => parameter.name === name)) {
      bound.set(name, evaluate(value));
    }
  }
  return bound;
}

/**
 * A call with the values of its arguments.
 *
 * @param frame - id of the frame that the call stands in.
 */
export function toCallValue(
  { callee, offset, line, ...written }: CallExpression,
  frame: string,
  evaluate: Evaluate,
): CallValue {
  const receiver =
    callee.type === 'member' ? evaluate(callee.object) : undefined;
  const positional = written.positional.map(evaluate);
  const keywords = new Map<string, Value>();
  const spread = (value: Value) => {
    if (value.kind === 'record') {
      value.entries.forEach((entry, name) => keywords.set(name, entry));
    }
  };
  // TypeScript passes keywords as an object.
  positional.forEach(spread);
  for (const { name, value } of written.keywords) {
    const argument = evaluate(value);
    if (name) {
      keywords.set(name, argument);
    } else {
      spread(argument);
    }
  }
  return {
    kind: 'call',
    id: `${offset}@${frame}`,
    callee:
      dottedName(callee) ?? (callee.type === 'member' ? `.${callee.name}` : ''),
    // A module or a class says nothing that its name does not say.
    receiver: receiver && isPlainName(receiver) ? undefined : receiver,
    positional,
    keywords,
    line,
  };
}

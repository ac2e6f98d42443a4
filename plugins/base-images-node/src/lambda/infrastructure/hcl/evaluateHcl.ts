import { posix } from 'node:path';
import { Expression } from '../program/Expression';
import {
  asText,
  concatenateValues,
  textValue,
  unknown,
  Value,
} from '../program/Value';

/** What the names of an expression mean. */
export interface HclScope {
  /** Evaluations that are left; shared by everything that is evaluated together. */
  budget: { steps: number };
  /**
   * The value that a traversal such as `local.name` or `aws_ecr_repository.app["a"].url` starts with, and how many of its
   * steps that took; undefined where the name is not known.
   */
  lookUp(path: string[]): { value: Value; taken: number } | undefined;
}

const MAX_DEPTH = 60;

/** The value of an expression of HCL, without running any provider: what is only known then is a reference by its path. */
export function evaluateHcl(
  expression: Expression,
  scope: HclScope,
  depth = 0,
): Value {
  scope.budget.steps -= 1;
  if (depth > MAX_DEPTH || scope.budget.steps < 0) {
    return unknown('value');
  }
  const inner = (part: Expression) => evaluateHcl(part, scope, depth + 1);
  switch (expression.type) {
    case 'text': {
      const [first, only, last] = expression.parts;
      // A template of one part is that part itself.
      if (
        expression.parts.length === 3 &&
        first === '' &&
        last === '' &&
        typeof only !== 'string'
      ) {
        return inner(only);
      }
      return concatenateValues(
        expression.parts.map(part =>
          typeof part === 'string' ? textValue(part, true) : inner(part),
        ),
      );
    }
    case 'name':
    case 'member':
    case 'index':
      return traverse(expression, scope, depth);
    case 'call':
      return evaluateFunction(
        expression.callee.type === 'name' ? expression.callee.name : '',
        expression.positional.map(inner),
      );
    case 'list':
      return { kind: 'list', items: expression.items.slice(0, 500).map(inner) };
    case 'record': {
      const entries = new Map<string, Value>();
      for (const { key, value } of expression.entries.slice(0, 500)) {
        const name = key && asText(inner(key));
        if (name?.exact) {
          entries.set(name.text, inner(value));
        }
      }
      return { kind: 'record', entries };
    }
    case 'choice': {
      // A default stands in for what is not known; between known values, null among them, the condition decides.
      const options = expression.options.map(inner);
      const known = options.filter(option => option.kind !== 'reference');
      return known.length === 1 ? known[0] : unknown('value', options);
    }
    case 'none':
      return { kind: 'none' };
    default:
      return unknown('value');
  }
}

function traverse(
  expression: Expression,
  scope: HclScope,
  depth: number,
): Value {
  const path: string[] = [];
  let part = expression;
  while (part.type === 'member' || part.type === 'index') {
    if (part.type === 'member') {
      path.unshift(part.name);
    } else {
      const index = asText(evaluateHcl(part.index, scope, depth + 1));
      path.unshift(index.exact ? `[${index.text}]` : '[]');
    }
    part = part.object;
  }
  let value: Value;
  let taken = 0;
  if (part.type === 'name') {
    path.unshift(part.name);
    const found = scope.lookUp(path);
    if (!found) {
      return unknown(path.join('.').replace(/\.\[/g, '['));
    }
    ({ value, taken } = found);
  } else {
    value = evaluateHcl(part, scope, depth + 1);
  }
  for (const step of path.slice(taken)) {
    const name = step.replace(/^\[(.*)\]$/, '$1');
    let next: Value | undefined;
    if (value.kind === 'record') {
      next = value.entries.get(name);
    } else if (value.kind === 'list' && /^\d+$/.test(name)) {
      next = value.items[Number(name)];
    }
    value = next ?? { kind: 'reference', name: name || 'value', from: value };
  }
  return value;
}

/** The functions of Terraform and Bake that make paths and names. */
function evaluateFunction(name: string, values: Value[]): Value {
  const [first, second] = values;
  const text = first && asText(first);
  switch (name) {
    case 'abspath':
    case 'pathexpand':
    case 'tostring':
    case 'trimspace':
    case 'tolist':
    case 'toset':
    case 'tomap':
    case 'nonsensitive':
    case 'sensitive':
      return first ?? unknown(name);
    case 'dirname':
      return text
        ? textValue(posix.dirname(text.text), text.exact, [first])
        : unknown(name);
    case 'basename':
      return text
        ? textValue(posix.basename(text.text), text.exact, [first])
        : unknown(name);
    case 'lower':
      return text?.exact
        ? textValue(text.text.toLowerCase(), true)
        : unknown(name);
    case 'upper':
      return text?.exact
        ? textValue(text.text.toUpperCase(), true)
        : unknown(name);
    case 'join':
      return second?.kind === 'list'
        ? concatenateValues(second.items, text)
        : unknown(name);
    case 'format':
      return format(values);
    case 'replace': {
      const [from, to] = values.slice(1).map(asText);
      const isPlain = from?.exact && to?.exact && !/^\/.*\/$/.test(from.text);
      return text?.exact && isPlain && from.text !== ''
        ? textValue(text.text.replaceAll(from.text, to.text), true)
        : { kind: 'reference', name, from: first };
    }
    case 'coalesce':
    case 'try':
      return (
        values.find(
          value => value.kind !== 'none' && value.kind !== 'reference',
        ) ??
        first ??
        unknown(name)
      );
    case 'lookup': {
      const key = second && asText(second);
      return first?.kind === 'record' && key?.exact
        ? (first.entries.get(key.text) ?? values[2] ?? unknown(key.text))
        : unknown(name);
    }
    case 'merge': {
      const entries = new Map<string, Value>();
      for (const value of values) {
        if (value.kind === 'record') {
          value.entries.forEach((entry, key) => entries.set(key, entry));
        }
      }
      return { kind: 'record', entries };
    }
    case 'concat':
      return {
        kind: 'list',
        items: values
          .flatMap(value => (value.kind === 'list' ? value.items : [value]))
          .slice(0, 500),
      };
    case 'jsonencode':
      return first ?? unknown(name);
    default:
      return unknown(name, values);
  }
}

function format([template, ...values]: Value[]): Value {
  const text = template && asText(template);
  if (!text?.exact) {
    return unknown('format');
  }
  const pieces = text.text.split(/(%[sdvq])/);
  let index = -1;
  return concatenateValues(
    pieces.map(piece => {
      if (!/^%[sdvq]$/.test(piece)) {
        return textValue(piece, true);
      }
      index += 1;
      return values[index] ?? unknown('value');
    }),
  );
}

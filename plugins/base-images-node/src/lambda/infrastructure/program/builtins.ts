import { posix } from 'node:path';
import { TemplateText } from '../nameTemplate';
import {
  asText,
  concatenateValues,
  foldName,
  lastName,
  textValue,
  Value,
} from './Value';

/** Functions that give their only argument back, as far as paths go. */
const identities = new Set([
  'str',
  'string',
  'fspath',
  'abspath',
  'realpath',
  'normpath',
  'normalize',
  'fileurltopath',
  'list',
  'tuple',
  'sorted',
  'array',
]);
/** Methods that give what they are called on back. */
const receiverIdentities = new Set([
  'absolute',
  'asposix',
  'expanduser',
  'tostring',
  'strip',
  'trim',
]);
const pathClasses = new Set(['path', 'purepath', 'posixpath', 'pureposixpath']);

/**
 * The value of a call of the standard library that makes paths, texts or lists from other values (Python: `os.path`,
 * `pathlib`, `str`; JavaScript: `path`, arrays; Pulumi: outputs); undefined for every other call.
 */
export function evaluateBuiltin(
  callee: string,
  receiver: Value | undefined,
  positional: Value[],
  keywords: ReadonlyMap<string, Value>,
): Value | undefined {
  const name = foldName(lastName(callee));
  const [first] = positional;
  const texts = () => positional.map(asText);
  if (receiver) {
    return evaluateMethod(name, receiver, positional);
  }
  if (/(?:^|\.)path\.(?:join|resolve)$/.test(callee) || callee === 'join') {
    return first ? join(texts()) : undefined;
  }
  if (/^(?:dirname|basename)$/.test(name)) {
    return first?.kind === 'text'
      ? textValue(
          name === 'dirname'
            ? posix.dirname(first.text)
            : posix.basename(first.text),
          first.exact,
        )
      : undefined;
  }
  if (/^(?:os\.getcwdb?|process\.cwd|(?:\w+\.)?Path\.cwd)$/.test(callee)) {
    return textValue('.', true);
  }
  if (pathClasses.has(name) && first) {
    return join(texts());
  }
  if (identities.has(name) && positional.length === 1) {
    return first.kind === 'call' || first.kind === 'reference'
      ? undefined
      : first;
  }
  if (/(?:^|\.)Output\.concat$|^pulumi\.concat$/.test(callee)) {
    return concatenateValues(positional);
  }
  if (name === 'dict' && callee === 'dict') {
    return { kind: 'record', entries: new Map(keywords) };
  }
  if (callee === 'enumerate' && first?.kind === 'list') {
    return pairs(first.items.map((item, index) => [String(index), item]));
  }
  if (/^Object\.(?:entries|values|keys)$/.test(callee) && first) {
    return evaluateMethod(name === 'entries' ? 'items' : name, first, []);
  }
  return undefined;
}

/** The value of an attribute that `pathlib` gives to paths. */
export function evaluateAttribute(
  receiver: Value,
  name: string,
): Value | undefined {
  if (receiver.kind === 'text' && name === 'parent') {
    return textValue(posix.dirname(receiver.text), receiver.exact);
  }
  if (receiver.kind === 'text' && name === 'parents') {
    const parents: Value[] = [];
    let path = receiver.text;
    for (let level = 0; level < 20; level += 1) {
      path = posix.dirname(path);
      parents.push(textValue(path, receiver.exact));
    }
    return { kind: 'list', items: parents };
  }
  return undefined;
}

/** The value of an operator between texts, lists and paths. */
export function evaluateOperator(
  operator: string,
  left: Value,
  right: Value,
): Value | undefined {
  if (operator === '/') {
    return left.kind === 'text' ? join([left, asText(right)]) : undefined;
  }
  if (operator === '+') {
    if (left.kind === 'list' && right.kind === 'list') {
      return {
        kind: 'list',
        items: [...left.items, ...right.items].slice(0, 500),
      };
    }
    if (left.kind === 'text' || right.kind === 'text') {
      return concatenateValues([left, right]);
    }
  }
  if (operator === '%' && left.kind === 'text') {
    return format(
      left,
      /%[sd]/g,
      right.kind === 'list' ? right.items : [right],
    );
  }
  return undefined;
}

function evaluateMethod(
  name: string,
  receiver: Value,
  positional: Value[],
): Value | undefined {
  const [first] = positional;
  if (receiver.kind === 'text') {
    if (receiverIdentities.has(name) || (name === 'resolve' && !first)) {
      return receiver;
    }
    switch (name) {
      case 'joinpath':
        return join([receiver, ...positional.map(asText)]);
      case 'format':
        return format(receiver, /\{\d?\}/g, positional);
      case 'lower':
      case 'tolowercase':
        return receiver.exact
          ? textValue(receiver.text.toLowerCase(), true)
          : undefined;
      case 'upper':
      case 'touppercase':
        return receiver.exact
          ? textValue(receiver.text.toUpperCase(), true)
          : undefined;
      case 'join':
        return first?.kind === 'list'
          ? concatenateValues(first.items, receiver)
          : undefined;
      case 'replace':
      case 'replaceall': {
        const [from, to] = positional.map(asText);
        return receiver.exact && from?.exact && to?.exact && from.text !== ''
          ? textValue(receiver.text.replaceAll(from.text, to.text), true)
          : undefined;
      }
      default:
        return undefined;
    }
  }
  if (receiver.kind === 'list' && name === 'join') {
    return concatenateValues(
      receiver.items,
      first ? asText(first) : { text: ',', exact: true },
    );
  }
  if (receiver.kind === 'record') {
    const entries = [...receiver.entries];
    switch (name) {
      case 'items':
        return pairs(entries);
      case 'values':
        return { kind: 'list', items: entries.map(([, value]) => value) };
      case 'keys':
        return {
          kind: 'list',
          items: entries.map(([key]) => textValue(key, true)),
        };
      case 'get': {
        const key = first && asText(first);
        return key?.exact
          ? (receiver.entries.get(key.text) ?? positional[1])
          : undefined;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/** Joined paths; an absolute one starts anew. */
function join(texts: TemplateText[]): Value {
  const start = texts.findLastIndex(({ text }) => text.startsWith('/'));
  const joined = texts.slice(Math.max(start, 0));
  return textValue(
    posix.join(...joined.map(({ text }) => text)),
    joined.every(({ exact }) => exact),
  );
}

function format(
  template: TemplateText,
  places: RegExp,
  values: Value[],
): Value {
  let index = 0;
  let exact = template.exact;
  const text = template.text.replace(places, place => {
    const position = /\d/.exec(place);
    const value = values[position ? Number(position[0]) : index];
    index += 1;
    if (!value) {
      exact = false;
      return '{value}';
    }
    const part = asText(value);
    exact = exact && part.exact;
    return part.text;
  });
  return textValue(text, exact);
}

function pairs(entries: [string, Value][]): Value {
  return {
    kind: 'list',
    items: entries.map(([key, value]) => ({
      kind: 'list',
      items: [textValue(key, true), value],
    })),
  };
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';

/** Where the CloudFormation template of the documentation lies. */
export const TEMPLATE = resolve(
  __dirname,
  '../../../../docs/aws/template.yaml',
);

/** Parts of a template that were left out, as `AWS::NoValue` and false conditions leave them. */
const NOTHING = Symbol('nothing');

type Json = unknown;
type Fields = Record<string, Json>;

class Call {
  constructor(
    readonly name: string,
    readonly argument: Json,
  ) {}
}

type Template = Record<
  'Parameters' | 'Conditions' | 'Resources' | 'Outputs',
  Fields
>;

/** Parameters, and what functions make of them. */
class Evaluation {
  readonly #values: ReadonlyMap<string, Json>;

  constructor(
    private readonly template: Template,
    parameters: Record<string, string>,
  ) {
    this.#values = new Map<string, Json>([
      ['AWS::AccountId', '111122223333'],
      ['AWS::Region', 'eu-central-1'],
      ['AWS::Partition', 'aws'],
      ['AWS::NoValue', NOTHING],
      ...Object.entries(template.Parameters).map(
        ([name, item]): [string, Json] => [name, fieldsOf(item).Default],
      ),
      ...Object.entries(parameters),
    ]);
  }

  holds(condition: Json): boolean {
    return Boolean(this.value(this.template.Conditions[String(condition)]));
  }

  value(item: Json): Json {
    if (item instanceof Call) {
      return this.#call(item);
    }
    if (Array.isArray(item)) {
      return item
        .map(each => this.value(each))
        .filter(each => each !== NOTHING);
    }
    if (typeof item === 'object' && item !== null) {
      return Object.fromEntries(
        Object.entries(item)
          .map(([key, each]): [string, Json] => [key, this.value(each)])
          .filter(([, each]) => each !== NOTHING),
      );
    }
    return item;
  }

  #call({ name, argument }: Call): Json {
    const items = Array.isArray(argument) ? argument : [argument];
    const text = String(argument);
    switch (name) {
      case 'Ref':
        return this.#refer(text);
      case 'GetAtt':
        return `arn:${this.#refer(text.replace(/\.Arn$/, ''))}`;
      case 'Sub':
        return text.replace(/\$\{([^}]+)\}/g, (_, path: string) =>
          String(
            this.#call(
              new Call(path.endsWith('.Arn') ? 'GetAtt' : 'Ref', path),
            ),
          ),
        );
      case 'Condition':
        return this.holds(text);
      case 'If':
        return this.value(this.holds(items[0]) ? items[1] : items[2]);
      case 'Not':
        return !this.value(items[0]);
      case 'And':
        return items.every(item => this.value(item));
      case 'Equals':
        return String(this.value(items[0])) === String(this.value(items[1]));
      default:
        throw new Error(`The function ${name} is not known`);
    }
  }

  #refer(name: string): Json {
    if (this.#values.has(name)) {
      return this.#values.get(name);
    }
    const { BucketName, LogGroupName, Name, RoleName } = fieldsOf(
      fieldsOf(this.template.Resources[name]).Properties,
    );
    return this.value(BucketName ?? LogGroupName ?? Name ?? RoleName ?? name);
  }
}

/**
 * The resources and outputs that the template of the documentation gives with these parameters, as far as it is evaluated without
 * AWS: a resource is named by its name or logical id, its ARN is `arn:` with that.
 */
export function evaluateTemplate(parameters: Record<string, string>): {
  resources: Record<string, Fields>;
  outputs: Record<string, Json>;
} {
  const template = readTemplate();
  const evaluation = new Evaluation(template, parameters);
  const present = (items: Fields) =>
    Object.entries(items).filter(([, item]) => {
      const { Condition } = fieldsOf(item);
      return Condition === undefined || evaluation.holds(Condition);
    });
  return {
    resources: Object.fromEntries(
      present(template.Resources).map(([name, item]) => [
        name,
        fieldsOf(evaluation.value(fieldsOf(item).Properties)),
      ]),
    ),
    outputs: Object.fromEntries(
      present(template.Outputs).map(([name, item]) => [
        name,
        evaluation.value(fieldsOf(item).Value),
      ]),
    ),
  };
}

/** A value as an object; empty for what is none. */
export function fieldsOf(value: Json): Fields {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function readTemplate(): Template {
  const { contents } = parseDocument(readFileSync(TEMPLATE, 'utf8'));
  const top = fieldsOf(toValue(contents));
  return {
    Parameters: fieldsOf(top.Parameters),
    Conditions: fieldsOf(top.Conditions),
    Resources: fieldsOf(top.Resources),
    Outputs: fieldsOf(top.Outputs),
  };
}

/** Short forms of functions are tags, which YAML itself does not know. */
function toValue(node: unknown): Json {
  if (!isNode(node)) {
    return undefined;
  }
  let value: Json;
  if (isMap(node)) {
    value = Object.fromEntries(
      node.items.map(({ key, value: item }) => [
        isScalar(key) ? String(key.value) : '',
        toValue(item),
      ]),
    );
  } else {
    value = isSeq(node) ? node.items.map(toValue) : node.toJSON();
  }
  const name = /^!(\w+)$/.exec(node.tag ?? '')?.[1];
  return name ? new Call(name, value) : value;
}

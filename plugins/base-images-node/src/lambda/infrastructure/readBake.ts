import { posix } from 'node:path';
import { unreadable } from './diagnostics';
import { evaluateHcl, HclScope } from './hcl/evaluateHcl';
import { HclBody, parseHcl, parseHclTemplate } from './hcl/parseHcl';
import { pathOf, platformOf, textsOf } from './imageArguments';
import { toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { Expression } from './program/Expression';
import { Value } from './program/Value';
import { at, entriesOf, readYaml, YamlValue } from './yaml/readYaml';

interface BakeTarget {
  name: string;
  line: number;
  attributes: Map<string, Expression>;
}

interface BakeFile {
  variables: Map<string, Expression>;
  targets: Map<string, BakeTarget>;
}

/** Whether a text may be a Bake file with targets. */
export function mayBeBake(text: string): boolean {
  return /\btarget\b/.test(text);
}

/**
 * The images that the targets of a Docker Bake file build (Docker, "Bake file reference"), in HCL or JSON, with variables'
 * defaults, `inherits` and `matrix`. Targets are no functions.
 */
export function readBake(file: InfrastructureFile): Findings {
  const bake = file.path.endsWith('.json')
    ? fromJson(file.text)
    : fromHcl(file.text);
  if ('problem' in bake) {
    return {
      declarations: [],
      diagnostics: [
        unreadable(
          file.path,
          bake.line,
          `The Bake file cannot be read: ${bake.problem}`,
          'Correct its syntax.',
          'info',
        ),
      ],
    };
  }
  const budget = { steps: 50_000 };
  return joinFindings(
    [...bake.targets.values()].flatMap(target =>
      scopesOf(bake, target, budget).map(scope =>
        readTarget(file, bake, target, scope),
      ),
    ),
  );
}

function readTarget(
  file: InfrastructureFile,
  bake: BakeFile,
  target: BakeTarget,
  scope: HclScope,
): Findings {
  const written = inherited(bake, target);
  const value = (name: string): Value | undefined => {
    const expression = written.get(name);
    const found = expression && evaluateHcl(expression, scope);
    return found?.kind === 'none' ? undefined : found;
  };
  const context = value('context');
  const dockerfile = value('dockerfile');
  const path = context ? pathOf(context) : '.';
  if (
    written.has('dockerfile-inline') ||
    (path && /^(?:[a-z][a-z0-9+.-]*:|git@)/i.test(path)) ||
    !['context', 'dockerfile', 'target', 'args', 'contexts'].some(name =>
      written.has(name),
    )
  ) {
    return { declarations: [], diagnostics: [] };
  }
  return toFindings(file, {
    kind: 'image',
    context: path,
    dockerfile: dockerfile ? pathOf(dockerfile) : 'Dockerfile',
    dockerfileFrom: ['context'],
    bases: [...new Set([posix.dirname(file.path), '.'])],
    target: pathOf(value('target')),
    buildArgs: textsOf(value('args')),
    buildContexts: textsOf(value('contexts')),
    platform: platformOf(value('platforms')),
    line: target.line,
  });
}

/** The attributes of a target over those of the targets that it inherits from; maps are merged. */
function inherited(
  bake: BakeFile,
  target: BakeTarget,
  known = new Map<BakeTarget, Map<string, Expression>>(),
): Map<string, Expression> {
  const attributes = new Map<string, Expression>();
  // A target that inherits from itself gets nothing from that.
  known.set(target, new Map());
  const inherits = target.attributes.get('inherits');
  const names = new Set(
    inherits?.type === 'list'
      ? inherits.items.map(name =>
          name.type === 'text' ? name.parts.join('') : '',
        )
      : [],
  );
  const parents = [...names].flatMap(name => {
    const parent = bake.targets.get(name);
    return parent ? [known.get(parent) ?? inherited(bake, parent, known)] : [];
  });
  for (const source of [...parents, target.attributes]) {
    for (const [name, value] of source) {
      const below = attributes.get(name);
      attributes.set(
        name,
        below?.type === 'record' && value.type === 'record'
          ? {
              type: 'record',
              entries: [...new Set([...below.entries, ...value.entries])],
            }
          : value,
      );
    }
  }
  attributes.delete('inherits');
  known.set(target, attributes);
  return attributes;
}

/** One scope for each combination of a target's matrix. */
function scopesOf(
  bake: BakeFile,
  target: BakeTarget,
  budget: { steps: number },
): HclScope[] {
  const scopeWith = (
    bound: ReadonlyMap<string, Value>,
    depth = 0,
  ): HclScope => ({
    budget,
    lookUp: ([name]) => {
      const variable = bake.variables.get(name);
      const value =
        bound.get(name) ??
        (variable && depth < 10
          ? evaluateHcl(variable, scopeWith(bound, depth + 1))
          : undefined);
      return value && { value, taken: 1 };
    },
  });
  const matrix = target.attributes.get('matrix');
  const axes = matrix && evaluateHcl(matrix, scopeWith(new Map()));
  let combinations: Map<string, Value>[] = [new Map()];
  for (const [name, values] of axes?.kind === 'record' ? axes.entries : []) {
    const items = values.kind === 'list' ? values.items : [];
    combinations = combinations
      .flatMap(bound => items.map(item => new Map([...bound, [name, item]])))
      .slice(0, 64);
  }
  return combinations.map(bound => scopeWith(bound));
}

function fromHcl(
  text: string,
): BakeFile | { problem: string; line: number | null } {
  const parsed = parseHcl(text);
  if ('problem' in parsed) {
    return parsed;
  }
  const { body } = parsed;
  const variables = new Map<string, Expression>();
  const targets = new Map<string, BakeTarget>();
  for (const [name, { value }] of body.attributes) {
    variables.set(name, value);
  }
  for (const block of body.blocks) {
    const name = block.labels[0] ?? '';
    const value = block.body.attributes.get('default')?.value;
    if (block.type === 'variable' && value) {
      variables.set(name, value);
    } else if (block.type === 'target') {
      targets.set(name, {
        name,
        line: block.line,
        attributes: attributesOf(block.body),
      });
    }
  }
  return { variables, targets };
}

function attributesOf(body: HclBody): Map<string, Expression> {
  return new Map(
    [...body.attributes].map(([name, { value }]) => [name, value]),
  );
}

function fromJson(
  text: string,
): BakeFile | { problem: string; line: number | null } {
  const document = readYaml(text);
  if ('problem' in document) {
    return document;
  }
  const variables = new Map<string, Expression>();
  for (const [name, variable] of entriesOf(at(document.value, 'variable'))) {
    const value = at(variable, 'default');
    if (value) {
      variables.set(name, toExpression(value));
    }
  }
  const targets = new Map<string, BakeTarget>();
  for (const [name, target] of entriesOf(at(document.value, 'target'))) {
    targets.set(name, {
      name,
      line: target.line,
      attributes: new Map(
        entriesOf(target).map(([key, value]) => [key, toExpression(value)]),
      ),
    });
  }
  return { variables, targets };
}

/** Texts of a JSON Bake file are templates of HCL. */
function toExpression(value: YamlValue): Expression {
  if (value.kind === 'scalar') {
    return parseHclTemplate(value.text);
  }
  if (value.kind === 'list') {
    return { type: 'list', items: value.items.map(toExpression) };
  }
  return {
    type: 'record',
    entries: [...value.entries].map(([key, item]) => ({
      key: { type: 'text', parts: [key] },
      value: toExpression(item),
    })),
  };
}

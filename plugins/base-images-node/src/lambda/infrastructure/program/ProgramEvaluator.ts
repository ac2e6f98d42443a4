import { hole } from '../nameTemplate';
import {
  evaluateAttribute,
  evaluateBuiltin,
  evaluateOperator,
} from './builtins';
import { CallIndex } from './CallIndex';
import { bindParameters, toCallValue } from './callValues';
import { evaluateRecord } from './evaluateRecord';
import {
  Block,
  CallExpression,
  dottedName,
  Expression,
  Program,
} from './Expression';
import { Frame, Frames } from './Frames';
import { NameValues } from './NameValues';
import { programPlace } from './programPlace';
import {
  assignmentsOfAttribute,
  classAround,
  definitionOf,
  frameOf,
  isInstance,
  meaningOf,
} from './scopes';
import {
  asText,
  CallValue,
  choose,
  concatenateValues,
  entryOf,
  isPlainName,
  partOf,
  textValue,
  unknown,
  Value,
} from './Value';

/** Evaluations of one program beyond which everything else is unknown. */
const MAX_STEPS = 100_000;
const MAX_DEPTH = 60;

/**
 * Finds what calls are made with, without running anything: names that are assigned once are followed, also through functions
 * of the same file, once for each place that calls them, and through loops over literal lists, once for each item.
 */
export class ProgramEvaluator {
  private readonly calls: CallIndex;
  private readonly frames = new Frames(
    name => this.calls.of(name),
    (expression, frame) => this.evaluate(expression, frame, 0),
    (definition, call, frame) =>
      bindParameters(definition, call, argument =>
        this.evaluate(argument, frame, 1),
      ),
  );
  private readonly names: NameValues;
  private steps = 0;

  /** @param path - of the program, from the root of the tree: for `__file__` and `__dirname`. */
  constructor(
    private readonly program: Program,
    private readonly path: string,
  ) {
    this.calls = new CallIndex(program);
    this.names = new NameValues(program.blocks);
  }

  /** Every call of a callee with that last name, with its arguments, in the order of the text. */
  callsOf(...names: string[]): CallValue[] {
    return this.calls
      .of(...names)
      .sort((left, right) => left.call.offset - right.call.offset)
      .flatMap(({ call, block }) =>
        this.frames.of(block).map(frame => this.callValue(call, frame, 0)),
      );
  }

  /** Whether the program itself defines a class or a function of that name. */
  defines(name: string): boolean {
    return this.program.blocks.some(block => block.definitions.has(name));
  }

  /** True when the program was too large to follow to its end. */
  get exhausted(): boolean {
    return this.steps > MAX_STEPS;
  }

  private evaluate(expression: Expression, frame: Frame, depth: number): Value {
    this.steps += 1;
    if (this.steps > MAX_STEPS || depth > MAX_DEPTH) {
      return unknown('value');
    }
    const inner = (part: Expression) => this.evaluate(part, frame, depth + 1);
    switch (expression.type) {
      case 'text': {
        const values = expression.parts.map(part =>
          typeof part === 'string'
            ? textValue(part, true)
            : this.textOf(part, frame, depth + 1),
        );
        return concatenateValues(values);
      }
      case 'name':
        return this.nameValue(expression.name, frame, depth);
      case 'member':
        return this.memberValue(expression, frame, depth);
      case 'index': {
        const object = inner(expression.object);
        const index = asText(inner(expression.index));
        return (
          (index.exact ? partOf(object, index.text) : undefined) ?? {
            kind: 'reference',
            name: index.exact ? index.text : 'value',
            from: object,
          }
        );
      }
      case 'call':
        return this.callResult(expression, frame, depth);
      case 'list':
        return {
          kind: 'list',
          items: expression.items.slice(0, 500).map(inner),
        };
      case 'record':
        return evaluateRecord(expression.entries, inner);
      case 'binary': {
        const left = inner(expression.left);
        const right = inner(expression.right);
        return (
          evaluateOperator(expression.operator, left, right) ??
          unknown('value', [left, right])
        );
      }
      case 'choice':
        return choose(expression.options.map(inner));
      case 'none':
        return { kind: 'none' };
      default:
        return unknown('value');
    }
  }

  /** A part of a text; what is not known takes the name that it is written with. */
  private textOf(part: Expression, frame: Frame, depth: number): Value {
    const value = this.evaluate(part, frame, depth);
    return value.kind !== 'text' &&
      (part.type === 'name' || part.type === 'member')
      ? textValue(hole(part.name), false, [value])
      : value;
  }

  private nameValue(name: string, frame: Frame, depth: number): Value {
    const place = programPlace(name, this.path);
    if (place) {
      return place;
    }
    const meaning = meaningOf(name, frame);
    if (!meaning) {
      return unknown(name);
    }
    return 'value' in meaning
      ? meaning.value
      : this.follow(name, meaning.expression, meaning.frame, depth);
  }

  /** The value of an expression that a name is assigned to, once for each frame. */
  private follow(
    name: string,
    expression: Expression,
    frame: Frame,
    depth: number,
  ): Value {
    return this.names.of(
      name,
      frame,
      () => this.evaluate(expression, frame, depth + 1),
      () => !this.exhausted,
    );
  }

  private memberValue(
    expression: Extract<Expression, { type: 'member' }>,
    frame: Frame,
    depth: number,
  ): Value {
    const { object, name } = expression;
    const owners = [
      isInstance(object) ? classAround(frame) : undefined,
      object.type === 'name' ? definitionOf(object, frame) : undefined,
    ];
    for (const owner of owners) {
      const attribute =
        owner?.kind === 'class'
          ? this.attributeOf(owner, name, frame, depth)
          : undefined;
      if (attribute) {
        return attribute;
      }
    }
    const dotted = dottedName(expression);
    const place = dotted && programPlace(dotted, this.path);
    if (place) {
      return place;
    }
    const receiver = this.evaluate(object, frame, depth + 1);
    return (
      evaluateAttribute(receiver, name) ??
      (receiver.kind === 'record' ? entryOf(receiver, name) : undefined) ?? {
        kind: 'reference',
        name: dotted ?? name,
        from: isPlainName(receiver) ? undefined : receiver,
      }
    );
  }

  /** The value of an attribute of a class, or of its instances. */
  private attributeOf(
    owner: Block,
    name: string,
    frame: Frame,
    depth: number,
  ): Value | undefined {
    const assigned = assignmentsOfAttribute(owner, name);
    if (assigned.length !== 1 || !assigned[0].value) {
      return assigned.length ? unknown(name) : undefined;
    }
    const { value, block } = assigned[0];
    return this.follow(
      `.${name}`,
      value,
      frameOf(block, frame) ?? this.frames.of(block)[0] ?? frame,
      depth,
    );
  }

  private callResult(
    expression: CallExpression,
    frame: Frame,
    depth: number,
  ): Value {
    const definition = definitionOf(expression.callee, frame);
    if (definition?.kind === 'function' && definition.returns.length === 1) {
      const result = this.resultOf(definition, expression, frame, depth);
      if (result.kind !== 'reference') {
        return result;
      }
    }
    const value = this.callValue(expression, frame, depth);
    return (
      evaluateBuiltin(
        value.callee,
        value.receiver,
        value.positional,
        value.keywords,
      ) ?? value
    );
  }

  /** What a function of the same file returns for the arguments of a call. */
  private resultOf(
    definition: Block,
    call: CallExpression,
    frame: Frame,
    depth: number,
  ): Value {
    const bound = bindParameters(definition, call, argument =>
      this.evaluate(argument, frame, depth + 1),
    );
    const parent = definition.parent && this.frames.of(definition.parent)[0];
    const id = `${frame.id}@${call.offset}`;
    return this.evaluate(
      definition.returns[0],
      { id, block: definition, parent, bound },
      depth + 1,
    );
  }

  private callValue(
    call: CallExpression,
    frame: Frame,
    depth: number,
  ): CallValue {
    return toCallValue(call, frame.id, part =>
      this.evaluate(part, frame, depth + 1),
    );
  }
}

import { Block, Expression } from './Expression';
import { Frame } from './Frames';
import { Value } from './Value';

/** What a name means: a value that its block was entered with, or an expression and the frame to evaluate it in. */
export type Meaning =
  { value: Value } | { expression: Expression; frame: Frame };

/** What a name means where it stands in a frame; undefined when that cannot be followed. */
export function meaningOf(name: string, frame: Frame): Meaning | undefined {
  for (let scope: Frame | undefined = frame; scope; scope = scope.parent) {
    const { block, bound } = scope;
    // A method does not see the names of its class.
    if (block.kind === 'class' && scope !== frame) {
      continue;
    }
    const value = bound.get(name);
    if (value) {
      return { value };
    }
    const assigned = block.assignments.get(name);
    if (assigned) {
      return assigned.length === 1 && assigned[0]
        ? { expression: assigned[0], frame: scope }
        : undefined;
    }
    const parameter = block.parameters.find(found => found.name === name);
    if (parameter) {
      return (
        parameter.fallback && {
          expression: parameter.fallback,
          frame: scope.parent ?? scope,
        }
      );
    }
    if (block.targets.some(target => target.name === name)) {
      return undefined;
    }
  }
  return undefined;
}

/** The function or class of the same file that a name, or a method of the instance, means. */
export function definitionOf(
  callee: Expression,
  frame: Frame,
): Block | undefined {
  if (callee.type === 'name') {
    for (let scope: Frame | undefined = frame; scope; scope = scope.parent) {
      const definition = scope.block.definitions.get(callee.name);
      if (definition && scope.block.kind !== 'class') {
        return definition;
      }
    }
    return undefined;
  }
  return callee.type === 'member' && isInstance(callee.object)
    ? classAround(frame)?.definitions.get(callee.name)
    : undefined;
}

/** Whether an expression is the instance, or the class, that a method belongs to. */
export function isInstance(expression: Expression): boolean {
  return (
    expression.type === 'name' && /^(?:self|cls|this)$/.test(expression.name)
  );
}

/** The innermost class around a frame. */
export function classAround(frame: Frame): Block | undefined {
  let scope: Frame | undefined = frame;
  while (scope && scope.block.kind !== 'class') {
    scope = scope.parent;
  }
  return scope?.block;
}

/** All that is assigned to an attribute of a class or of its instances, and in which block. */
export function assignmentsOfAttribute(
  owner: Block,
  name: string,
): { value: Expression | undefined; block: Block }[] {
  return [
    ...(owner.assignments.get(name) ?? []).map(value => ({
      value,
      block: owner,
    })),
    ...(owner.attributes.get(name) ?? []),
  ];
}

/** The frame of a block among a frame and those around it. */
export function frameOf(block: Block, frame: Frame): Frame | undefined {
  let scope: Frame | undefined = frame;
  while (scope && scope.block !== block) {
    scope = scope.parent;
  }
  return scope;
}

import { SyntaxNode } from '@lezer/common';
import { Block } from '../Expression';
import { ProgramWalker } from '../ProgramWalker';

/** The names that a pattern binds, with the part of the value that each takes. */
export function targetsOf(
  walker: ProgramWalker,
  pattern: SyntaxNode,
): Block['targets'] {
  if (pattern.name === 'VariableDefinition') {
    return [{ name: walker.slice(pattern) }];
  }
  if (pattern.name === 'ObjectPattern') {
    return pattern.getChildren('PatternProperty').flatMap(property => {
      const definition = property.getChild('VariableDefinition');
      const key = property.getChild('PropertyName') ?? definition;
      return definition && key
        ? [{ name: walker.slice(definition), part: walker.slice(key) }]
        : [];
    });
  }
  return pattern
    .getChildren('VariableDefinition')
    .map((definition, part) => ({ name: walker.slice(definition), part }));
}

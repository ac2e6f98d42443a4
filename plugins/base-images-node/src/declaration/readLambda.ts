import { LambdaDeclaration } from '../lambda/LambdaDeclaration';
import { DeclarationValue } from './DeclarationValue';
import {
  ANY_NAME,
  FUNCTION,
  PATH,
  PLATFORMS,
  STAGE,
  VARIABLE_NAME,
} from './declarationRules';
import { normalizePath } from './normalizePath';

const LAMBDA_FIELDS = [
  'dockerfile',
  'context',
  'target',
  'args',
  'contexts',
  'platform',
  'functions',
];

/** Reads one entry of `lambdas`; undefined without a Dockerfile. */
export function readLambda(
  value: DeclarationValue,
  file: string,
): LambdaDeclaration | undefined {
  const fields = value.fields(LAMBDA_FIELDS);
  if (!fields) {
    return undefined;
  }
  if (!fields.has('dockerfile')) {
    value.fail('has no dockerfile', 'Add dockerfile: with its path.');
  }
  const context = fields.get('context')?.text(PATH);
  const functions = fields.get('functions')?.textItems(FUNCTION) ?? [];
  const lambda = {
    kind: 'function' as const,
    context: context === undefined ? null : normalizePath(context),
    target: fields.get('target')?.text(STAGE) ?? null,
    buildArgs: fields.get('args')?.texts(VARIABLE_NAME) ?? {},
    buildContexts: fields.get('contexts')?.texts(ANY_NAME) ?? {},
    platform: fields.get('platform')?.choice(PLATFORMS) ?? null,
    functions: [...new Set(functions)].sort(),
    file,
    line: value.place.line,
  };
  const dockerfile = fields.get('dockerfile')?.text(PATH);
  return dockerfile === undefined
    ? undefined
    : { dockerfile: normalizePath(dockerfile), ...lambda };
}

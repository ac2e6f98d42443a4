import {
  Marker,
  MarkerOperand,
  MarkerOperator,
  MarkerVariable,
} from './Marker';
import { MarkerEnvironment } from './MarkerEnvironment';
import { normalizeName } from './normalizeName';
import { satisfiesSpecifier } from './satisfiesSpecifier';

type Comparison = Extract<Marker, { type: 'comparison' }>;

/** Values of these are compared as versions where both sides are versions. */
const VERSION_VARIABLES = new Set<MarkerVariable>([
  'implementation_version',
  'platform_release',
  'python_full_version',
  'python_version',
]);

/** Later than any patch release of Python. */
const LAST_PATCH = 9999;

/**
 * Whether a marker holds (PyPA "Dependency specifiers"), or undefined when the environment does not say: `and` is still false
 * when one member is, and `or` is true when one member is.
 *
 * @param environment - the known values; an absent one is unknown
 * @param extras - the extras that are asked for; none is not the same as unknown. As installers do, a marker on `extra` holds
 *   when it holds for one of them
 *
 * @public
 */
export function evaluateMarker(
  marker: Marker,
  environment: MarkerEnvironment,
  extras?: readonly string[],
): boolean | undefined {
  if (extras === undefined) {
    return evaluate(marker, { environment });
  }
  const names = extras.map(normalizeName);
  const chosen = names.length > 0 ? names : [''];
  return anyOf(
    chosen.map(extra =>
      evaluate(marker, { environment, extra, extras: names }),
    ),
  );
}

interface Context {
  environment: MarkerEnvironment;
  extra?: string;
  extras?: string[];
}

function evaluate(marker: Marker, context: Context): boolean | undefined {
  if (marker.type === 'comparison') {
    return evaluateComparison(marker, context);
  }
  const values = marker.markers.map(member => evaluate(member, context));
  return marker.type === 'and' ? allOf(values) : anyOf(values);
}

function allOf(values: (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) {
    return false;
  }
  return values.includes(undefined) ? undefined : true;
}

function anyOf(values: (boolean | undefined)[]): boolean | undefined {
  if (values.includes(true)) {
    return true;
  }
  return values.includes(undefined) ? undefined : false;
}

function evaluateComparison(
  { left, operator, right }: Comparison,
  context: Context,
): boolean | undefined {
  if (left.type === right.type) {
    return undefined;
  }
  const variable = (left.type === 'variable' ? left : right) as Extract<
    MarkerOperand,
    { type: 'variable' }
  >;
  switch (variable.name) {
    case 'extra':
      return evaluateExtra(left, operator, right, context);
    case 'extras':
      return evaluateExtras(left, operator, context);
    case 'dependency_groups':
      return undefined;
    default:
  }
  const value = context.environment[variable.name];
  if (value !== undefined) {
    return compare(left, operator, right, variable.name, value);
  }
  return compareWithUnknownPatch(left, operator, right, variable.name, context);
}

function evaluateExtra(
  left: MarkerOperand,
  operator: MarkerOperator,
  right: MarkerOperand,
  { extra }: Context,
): boolean | undefined {
  if (extra === undefined) {
    return undefined;
  }
  const normalize = (operand: MarkerOperand): MarkerOperand =>
    operand.type === 'value'
      ? { type: 'value', value: normalizeName(operand.value) }
      : operand;
  return compare(normalize(left), operator, normalize(right), 'extra', extra);
}

function evaluateExtras(
  left: MarkerOperand,
  operator: MarkerOperator,
  { extras }: Context,
): boolean | undefined {
  if (left.type !== 'value' || extras === undefined) {
    return undefined;
  }
  const included = extras.includes(normalizeName(left.value));
  if (operator === 'in') {
    return included;
  }
  return operator === 'not in' ? !included : undefined;
}

/**
 * A Lambda's Python is mostly known as `3.12` without its patch release. A comparison that comes out the same for the first,
 * the last and the named patch release is decided all the same.
 */
function compareWithUnknownPatch(
  left: MarkerOperand,
  operator: MarkerOperator,
  right: MarkerOperand,
  name: Exclude<MarkerVariable, 'extra' | 'extras' | 'dependency_groups'>,
  { environment }: Context,
): boolean | undefined {
  const minor = environment.python_version;
  const followsPython =
    name === 'python_full_version' ||
    (name === 'implementation_version' &&
      environment.implementation_name === 'cpython');
  if (!followsPython || minor === undefined) {
    return undefined;
  }
  const candidates = [`${minor}.0`, `${minor}.${LAST_PATCH}`];
  const literal = left.type === 'value' ? left : right;
  if (literal.type === 'value' && literal.value.startsWith(`${minor}.`)) {
    candidates.push(literal.value.replace(/\.\*$/, ''));
  }
  const [first, ...others] = candidates.map(candidate =>
    compare(left, operator, right, name, candidate),
  );
  return others.every(other => other === first) ? first : undefined;
}

function compare(
  left: MarkerOperand,
  operator: MarkerOperator,
  right: MarkerOperand,
  name: MarkerVariable,
  value: string,
): boolean | undefined {
  const leftText = left.type === 'value' ? left.value : value;
  const rightText = right.type === 'value' ? right.value : value;
  if (
    VERSION_VARIABLES.has(name) &&
    operator !== 'in' &&
    operator !== 'not in'
  ) {
    const satisfied = satisfiesSpecifier(leftText, operator + rightText);
    if (satisfied !== undefined) {
      return satisfied;
    }
  }
  return compareStrings(leftText, operator, rightText);
}

/** Strings have no order: `<` and `>` never hold, `<=` and `>=` mean equality. */
function compareStrings(
  left: string,
  operator: MarkerOperator,
  right: string,
): boolean | undefined {
  switch (operator) {
    case '==':
    case '<=':
    case '>=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
    case '>':
      return false;
    case 'in':
      return right.includes(left);
    case 'not in':
      return !right.includes(left);
    default:
      return undefined;
  }
}

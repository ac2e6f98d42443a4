import { concatenate, hole, TemplateText } from '../nameTemplate';
import { at, itemsOf, YamlValue } from './readYaml';

/**
 * The text that a value of a CloudFormation template stands for (AWS CloudFormation, "Intrinsic function reference"): `Ref`,
 * `Fn::Sub` and `Fn::Join` in both spellings; what is only known at deployment stands as `{name}`. Undefined for what is no text.
 *
 * @param known - values of parameters that may be filled in.
 */
export function cloudFormationText(
  value: YamlValue | undefined,
  known: ReadonlyMap<string, string> = new Map(),
  depth = 0,
): TemplateText | undefined {
  if (!value || depth > 20) {
    return undefined;
  }
  const { name, argument } = intrinsicOf(value);
  const parameter = (label: string): TemplateText => {
    const text = known.get(label);
    return text === undefined
      ? { text: hole(label), exact: false }
      : { text, exact: true };
  };
  switch (name) {
    case undefined:
      return value.kind === 'scalar' && value.text !== ''
        ? { text: value.text, exact: true }
        : undefined;
    case 'Ref':
      return argument.kind === 'scalar' ? parameter(argument.text) : undefined;
    case 'Sub': {
      const [template, variables] =
        argument.kind === 'list' ? argument.items : [argument];
      if (template?.kind !== 'scalar') {
        return undefined;
      }
      return substitute(template.text, label => {
        const variable = at(variables, label);
        return (
          (variable && cloudFormationText(variable, known, depth + 1)) ??
          parameter(label)
        );
      });
    }
    case 'Join': {
      const [separator, list] = itemsOf(argument);
      if (separator?.kind !== 'scalar' || list?.kind !== 'list') {
        return { text: hole('value'), exact: false };
      }
      const texts = list.items.slice(0, 50).map(
        item =>
          cloudFormationText(item, known, depth + 1) ?? {
            text: hole('value'),
            exact: false,
          },
      );
      return concatenate(
        texts.flatMap((text, index) =>
          index ? [{ text: separator.text, exact: true }, text] : [text],
        ),
      );
    }
    default:
      return {
        text: hole(argument.kind === 'scalar' ? argument.text : name),
        exact: false,
      };
  }
}

/** The name of an intrinsic function without `Fn::`, with its argument, in the short form (a tag) or the long one (a mapping). */
export function intrinsicOf(value: YamlValue): {
  name: string | undefined;
  argument: YamlValue;
} {
  if (value.tag?.startsWith('!') && !value.tag.startsWith('!!')) {
    return { name: value.tag.slice(1), argument: value };
  }
  if (value.kind === 'map' && value.entries.size === 1) {
    const [[key, argument]] = value.entries;
    if (key === 'Ref' || key.startsWith('Fn::')) {
      return { name: key.replace('Fn::', ''), argument };
    }
  }
  return { name: undefined, argument: value };
}

function substitute(
  template: string,
  lookUp: (label: string) => TemplateText,
): TemplateText {
  const parts = template
    .split(/(\$\{[^}]*\})/)
    .filter(Boolean)
    .map((part): TemplateText => {
      const label = /^\$\{([^}]*)\}$/.exec(part)?.[1].trim();
      if (label === undefined) {
        return { text: part, exact: true };
      }
      return label.startsWith('!')
        ? { text: `\${${label.slice(1)}}`, exact: true }
        : lookUp(label);
    });
  return concatenate(parts);
}

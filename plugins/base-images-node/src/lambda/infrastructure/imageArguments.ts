import { platformOfArchitecture } from './imageDeclaration';
import { asText, lastName, Value } from './program/Value';

/** A path that is known, or undefined. */
export function pathOf(value: Value | undefined): string | undefined {
  return value?.kind === 'text' && value.exact && value.text !== ''
    ? value.text
    : undefined;
}

/** Names of functions: one text or several; what is only known at deployment stands as `{name}`. */
export function namesOf(value: Value | undefined): string[] {
  if (!value || value.kind === 'none') {
    return [];
  }
  return value.kind === 'list'
    ? value.items.flatMap(namesOf)
    : [asText(value).text];
}

/** The entries of a dictionary whose values are known texts. */
export function textsOf(value: Value | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  if (value?.kind === 'record') {
    for (const [name, entry] of value.entries) {
      if (entry.kind === 'text' && entry.exact) {
        texts[name] = entry.text;
      }
    }
  }
  return texts;
}

/** A platform: a text such as `linux/arm64`, a constant such as `Platform.LINUX_ARM64`, or a list of just one. */
export function platformOf(value: Value | undefined): string | null {
  switch (value?.kind) {
    case 'text':
      return value.exact
        ? (platformOfArchitecture(value.text) ??
            (value.text.includes('/') ? value.text : null))
        : null;
    case 'list':
      return value.items.length === 1 ? platformOf(value.items[0]) : null;
    case 'reference':
      return platformOfArchitecture(lastName(value.name));
    case 'call':
      return platformOf(value.positional[0]);
    default:
      return null;
  }
}

/** A text of which parts may be known only at deployment: those stand as `{name}` in it. */
export interface TemplateText {
  text: string;
  /** True when the whole text is known. */
  exact: boolean;
}

/** The place of a part that is only known at deployment; what cannot stand in a name is left out of the label. */
export function hole(label: string): string {
  const word = label
    .split(/[.:]/)
    .filter(Boolean)
    .at(-1)
    ?.replace(/[^\w-]/g, '');
  return `{${word || 'value'}}`;
}

/** One text from several in a row. */
export function concatenate(parts: TemplateText[]): TemplateText {
  return {
    text: parts.map(part => part.text).join(''),
    exact: parts.every(part => part.exact),
  };
}

/** A name that says something: more than one hole. */
export function isNameTemplate(text: string): boolean {
  return text.length <= 256 && text.replace(/\{[^}]*\}/g, '').trim() !== '';
}

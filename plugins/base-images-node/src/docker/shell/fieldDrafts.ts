/** A field that is being put together: its text, and the same as a pattern with quoted characters escaped. */
export interface FieldDraft {
  text: string;
  pattern: string;
  isGlob: boolean;
  /** Whether it counts even when it is empty. */
  quoted: boolean;
  /** Whether what follows in the word belongs to it: the last one, and every choice of braces. */
  open: boolean;
}

/** Goes on with the fields that are open. */
export function addToOpen(
  drafts: FieldDraft[],
  text: string,
  pattern: string,
  isGlob: boolean = false,
): FieldDraft[] {
  return drafts.map(draft =>
    draft.open ? extend(draft, text, pattern, isGlob) : draft,
  );
}

export function extend(
  draft: FieldDraft,
  text: string,
  pattern: string,
  isGlob: boolean = false,
): FieldDraft {
  return {
    ...draft,
    text: draft.text + text,
    pattern: draft.pattern + pattern,
    isGlob: draft.isGlob || isGlob,
    quoted: true,
  };
}

export function addQuoted(drafts: FieldDraft[], value: string): FieldDraft[] {
  return addToOpen(drafts, value, escapeGlob(value));
}

/** The value of an unquoted variable is split at blanks. */
export function addSplit(drafts: FieldDraft[], value: string): FieldDraft[] {
  return addFields(drafts, value.split(/[ \t\n]+/), true);
}

/** Goes on with the first text, and begins a field with each of the others. */
export function addFields(
  drafts: FieldDraft[],
  [first = '', ...rest]: readonly string[],
  expand: boolean = false,
): FieldDraft[] {
  const toDraft = (text: string) => ({
    text,
    pattern: expand ? text : escapeGlob(text),
    isGlob: expand && isPattern(text),
  });
  const start = toDraft(first);
  const added =
    first === ''
      ? drafts
      : addToOpen(drafts, start.text, start.pattern, start.isGlob);
  if (rest.length === 0) {
    return added;
  }
  const closed = added.map(draft => ({ ...draft, open: false }));
  const more = rest.map((text, index) => ({
    ...toDraft(text),
    quoted: !expand,
    open: index === rest.length - 1,
  }));
  return [...closed, ...more];
}

function isPattern(text: string): boolean {
  return /[*?[]/.test(text);
}

export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

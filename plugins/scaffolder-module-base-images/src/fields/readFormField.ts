/** What another field of the form holds; undefined when it holds nothing, or no text. */
export function readFormField(
  formContext: { formData?: Record<string, unknown> } | undefined,
  name: string,
): string | undefined {
  const value = formContext?.formData?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What {@link readFieldProps} reads of the props of a field. */
export interface FormFieldProps {
  schema: { title?: string; description?: string };
  uiSchema: { 'ui:description'?: string; 'ui:disabled'?: boolean };
  required?: boolean;
  disabled?: boolean;
  rawErrors?: string[];
}

/** What a form says about a field, as inputs take it; in our own words where the template has none. */
export function readFieldProps(
  props: FormFieldProps,
  own: { title: string; description: string },
) {
  const { schema, uiSchema, required, disabled, rawErrors } = props;
  return {
    label: schema.title ?? own.title,
    description:
      uiSchema['ui:description'] ?? schema.description ?? own.description,
    isRequired: required,
    isDisabled: disabled || uiSchema['ui:disabled'],
    isInvalid: Boolean(rawErrors?.length),
  };
}

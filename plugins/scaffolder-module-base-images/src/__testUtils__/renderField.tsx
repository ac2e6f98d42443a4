import { BaseImagesApi } from '@base-images/backstage-plugin-base-images-common';
import { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { JSX, useState } from 'react';
import { formBaseImagesApiRef } from '../api';

/** What a field is rendered with. */
export interface RenderFieldOptions<TValue> {
  value?: TValue;
  /** What the other fields of the form hold. */
  form?: Record<string, unknown>;
  options?: object;
  errors?: string[];
  api?: Partial<BaseImagesApi>;
  entities?: Entity[];
}

/** Renders a field as a form does that keeps its value; tells every value that it was given. */
export function renderField<TValue, TOptions>(
  Field: (
    props: FieldExtensionComponentProps<TValue, TOptions>,
  ) => JSX.Element | null,
  options: RenderFieldOptions<TValue>,
): { container: HTMLElement; values: (TValue | undefined)[] } {
  const values: (TValue | undefined)[] = [];
  const Form = () => {
    const [value, setValue] = useState(options.value);
    // What a form hands to its fields besides is of no use to ours.
    const props = {
      formData: value,
      onChange: (next: TValue | undefined) => {
        values.push(next);
        setValue(next);
      },
      rawErrors: options.errors,
      required: true,
      schema: {},
      uiSchema: { 'ui:options': options.options },
      formContext: { formData: options.form ?? {} },
    } as unknown as FieldExtensionComponentProps<TValue, TOptions>;

    return <Field {...props} />;
  };
  const { container } = renderInTestApp(
    <main>
      <h2>Form</h2>
      <Form />
    </main>,
    {
      apis: [
        [formBaseImagesApiRef, (options.api ?? {}) as BaseImagesApi],
        [catalogApiRef, catalogApiMock({ entities: options.entities ?? [] })],
      ],
    },
  );
  return { container, values };
}

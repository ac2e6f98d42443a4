import {
  BASE_IMAGE_FIELDS,
  BaseImageFields,
} from '@base-images/backstage-plugin-base-images-common';
import { PreviewPartProps } from './PreviewPartProps';

/**
 * The base image that a form describes; undefined while it has no name. What was left empty is left out.
 *
 * @param names - Fields of the form by the fields of the base image, where they have other names.
 */
export function readBaseImage(
  formContext: PreviewPartProps['formContext'],
  names: Record<string, string> = {},
): BaseImageFields | undefined {
  const formData: Record<string, unknown> = formContext?.formData ?? {};
  const { name, ...rest }: Partial<BaseImageFields> = Object.fromEntries(
    BASE_IMAGE_FIELDS.map(field => [
      field,
      clean(formData[names[field] ?? field]),
    ]).filter(([, value]) => value !== undefined),
  );
  return name === undefined ? undefined : { name, ...rest };
}

/** Forms leave empty texts, empty lists, and empty lines of lists behind. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.filter(item => clean(item) !== undefined);
    return items.length === 0 ? undefined : items;
  }
  return value === null || value === '' ? undefined : value;
}

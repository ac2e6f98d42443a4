import { BaseImageFields } from '@base-images/backstage-plugin-base-images-node';

/**
 * The fields that are said: the form of a template leaves an empty text, list or mapping where somebody said nothing.
 */
export function toImageFields(
  input: BaseImageFields & Record<string, unknown>,
): BaseImageFields {
  const { index } = input;
  return {
    name: input.name,
    from: said(input.from),
    python: said(input.python),
    platforms: said(input.platforms),
    packages: said(input.packages),
    include: said(input.include),
    setup: said(input.setup?.filter(item => item.trim() !== '')),
    env: said(input.env),
    args: said(input.args),
    constraints: said(input.constraints),
    requirements: said(input.requirements),
    installer: said(input.installer),
    index: said(
      index &&
        withoutUndefined({
          url: said(index.url),
          extraUrls: said(index.extraUrls),
          secrets: said(index.secrets),
        }),
    ),
    maxAge: said(input.maxAge),
  };
}

function said<T extends string | object>(value: T | undefined): T | undefined {
  const isEmpty =
    typeof value === 'object'
      ? Object.keys(value).length === 0
      : value?.trim() === '';
  return isEmpty ? undefined : value;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined),
  ) as T;
}

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { templateRouteRef } from '../routes';

/** What a template is filled in with; what is undefined is left to the user. */
export type TemplateFormData = Record<string, string | string[] | undefined>;

const NONE: string[] = [];

/**
 * The link to the first of some templates that the user may read, with its form filled in; undefined while there is none.
 *
 * @param templateRefs - refs of templates, the preferred one first; memoised by the caller
 */
export function useTemplateLink(
  templateRefs: string[],
  formData: TemplateFormData,
): string | undefined {
  const templateRoute = useRouteRef(templateRouteRef);
  const templateRef = useFirstEntity(
    templateRoute === undefined ? NONE : templateRefs,
  );

  if (!templateRoute || templateRef === undefined) {
    return undefined;
  }
  const { namespace, name } = parseEntityRef(templateRef);
  const query = new URLSearchParams({ formData: JSON.stringify(formData) });
  return `${templateRoute({ namespace, templateName: name })}?${query}`;
}

/** A link is left out where the catalog does not answer: nothing else depends on it. */
function useFirstEntity(entityRefs: string[]): string | undefined {
  const catalog = useApi(catalogApiRef);
  const [found, setFound] = useState<string>();

  useEffect(() => {
    let isCurrent = true;
    setFound(undefined);
    if (entityRefs.length > 0) {
      catalog
        .getEntitiesByRefs({
          entityRefs,
          fields: ['kind', 'metadata.namespace', 'metadata.name'],
        })
        .then(
          ({ items }) => {
            const first = items.find(item => item !== undefined);
            if (isCurrent && first) {
              setFound(stringifyEntityRef(first));
            }
          },
          () => undefined,
        );
    }
    return () => {
      isCurrent = false;
    };
  }, [catalog, entityRefs]);

  return found;
}

import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import { RELATION_PART_OF, stringifyEntityRef } from '@backstage/catalog-model';
import { TemplateFormData } from '../../hooks';
import { TemplateLink } from '../TemplateLink';

/** What {@link DeclareLink} shows. */
export interface DeclareLinkProps {
  /** Refs of templates, the preferred one first; memoised by the caller. */
  templates: string[];
  /** What is known of the base image. */
  image: TemplateFormData;
  children: string;
}

/** A link to a template that declares a base image, for the monorepo that the entity of the page is a part of. */
export function DeclareLink(props: DeclareLinkProps) {
  const { templates, image, children } = props;
  const { entity } = useEntity();
  const [system] = getEntityRelations(entity, RELATION_PART_OF, {
    kind: 'system',
  });

  return (
    <TemplateLink
      templates={templates}
      formData={{ source: system && stringifyEntityRef(system), ...image }}
    >
      {children}
    </TemplateLink>
  );
}

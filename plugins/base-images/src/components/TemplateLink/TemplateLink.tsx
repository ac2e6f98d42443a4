import { ButtonLink } from '@backstage/ui';
import styles from './TemplateLink.module.css';
import { TemplateFormData, useTemplateLink } from '../../hooks';

/** What {@link TemplateLink} shows. */
export interface TemplateLinkProps {
  /** Refs of templates, the preferred one first; memoised by the caller. */
  templates: string[];
  formData: TemplateFormData;
  children: string;
}

/** A link to a template with its form filled in; nothing where the user has no such template. */
export function TemplateLink(props: TemplateLinkProps) {
  const { templates, formData, children } = props;
  const link = useTemplateLink(templates, formData);

  return link === undefined ? null : (
    <ButtonLink
      href={link}
      variant="secondary"
      size="small"
      className={styles.root}
    >
      {children}
    </ButtonLink>
  );
}

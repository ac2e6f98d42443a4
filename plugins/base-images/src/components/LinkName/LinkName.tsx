import {
  EntityLink,
  formatRequirement,
} from '@base-images/backstage-plugin-base-images-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** What {@link LinkName} shows. */
export interface LinkNameProps {
  link: EntityLink;
  /** Extras to show behind the name, as a requirement spells them. */
  extras?: string[];
}

/** A name of the model: a link where there is an entity that the user may read, else only text. */
export function LinkName(props: LinkNameProps) {
  const { link, extras = [] } = props;
  const text = formatRequirement(link.name, extras);

  if (!link.entityRef) {
    return <span>{text}</span>;
  }
  return <EntityRefLink entityRef={link.entityRef}>{text}</EntityRefLink>;
}

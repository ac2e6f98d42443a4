import {
  PackageLink,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { LinkTo } from './LinkTo';

/** A package with the entity that stands for it. */
export function toPackageLink(
  { package: name, extras }: PackageWithExtras,
  linkTo: LinkTo,
): PackageLink {
  return { name, entityRef: linkTo('package', name), extras };
}

import { Monorepo } from '@base-images/backstage-plugin-base-images-common';

/** Whether a scan found nothing to show. */
export function isEmptyMonorepo(monorepo: Monorepo): boolean {
  const { packages, lambdas, baseImages } = monorepo;
  return packages.length + lambdas.length + baseImages.length === 0;
}

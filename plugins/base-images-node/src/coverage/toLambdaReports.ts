import {
  LambdaReport,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { bestCoverage } from './bestCoverage';

/**
 * The Lambdas of a monorepo with the base image that fits each best, as `base-images lambdas` prints them.
 *
 * @public
 */
export function toLambdaReports(
  monorepo: Pick<Monorepo, 'lambdas' | 'baseImages'>,
): LambdaReport[] {
  const bestOf = bestCoverage(monorepo);
  return monorepo.lambdas.map(lambda => {
    const { baseImage, coverage } = bestOf(lambda);
    const { owners, build, ...report } = lambda;
    return { ...report, baseImage, coverage };
  });
}

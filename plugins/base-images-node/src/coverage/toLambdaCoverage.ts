import {
  LambdaCoverage,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { bestCoverage } from './bestCoverage';

/**
 * How far the best base image covers each Lambda of a monorepo; in the order of the Lambdas.
 *
 * @public
 */
export function toLambdaCoverage(
  monorepo: Pick<Monorepo, 'lambdas' | 'baseImages'>,
): LambdaCoverage[] {
  const bestOf = bestCoverage(monorepo);
  return monorepo.lambdas.map(lambda => {
    const { baseImage, covered, coverage } = bestOf(lambda);
    return {
      lambda: lambda.id,
      name: lambda.name,
      dockerfile: lambda.dockerfile,
      baseImage,
      required: lambda.requires.length,
      covered,
      coverage,
    };
  });
}

import {
  AffectedReport,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { affectedBaseImages } from './affectedBaseImages';
import { affectedLambdas } from './affectedLambdas';
import { affectedPackages } from './affectedPackages';
import { MonorepoChange } from './MonorepoChange';
import { PathFinder } from './PathFinder';
import { ScanInputs } from './ScanInputs';
import { Side } from './Sides';

/**
 * What a change of a monorepo reaches: everything whose source hash, closure or platform differs before and after, and
 * nothing else, each with the way that the change takes to it.
 *
 * @param changedFiles - paths of the files that differ
 * @param inputs - what the images of both sides are made of, as `scan` tells it; without it, fewer paths start with a file
 * @public
 */
export function affected(
  before: Monorepo,
  after: Monorepo,
  changedFiles: readonly string[],
  inputs: Partial<Record<Side, ScanInputs>> = {},
): AffectedReport {
  const change = MonorepoChange.between(before, after, changedFiles);
  const finder = PathFinder.create(change);
  const packages = affectedPackages(change, finder);
  const baseImages = affectedBaseImages(change, finder, name => ({
    before: inputs.before?.baseImages.get(name),
    after: inputs.after?.baseImages.get(name),
  }));
  const lambdas = affectedLambdas(change, finder, baseImages, id => ({
    before: inputs.before?.lambdas.get(id),
    after: inputs.after?.lambdas.get(id),
  }));
  const told = new Set(lambdas.map(({ id }) => id));
  return {
    since: before.revision,
    revision: after.revision,
    changedFiles: [...change.files],
    affected: [...packages, ...baseImages, ...lambdas],
    uncertain: after.lambdas
      .filter(({ id, confidence }) => confidence === 'unknown' && !told.has(id))
      .map(({ id }) => id)
      .sort(),
  };
}

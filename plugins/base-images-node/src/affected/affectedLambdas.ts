import {
  Affected,
  Lambda,
} from '@base-images/backstage-plugin-base-images-common';
import { bestCoverage } from '../coverage/bestCoverage';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { closureDiffers } from './affectedPackages';
import { lambdaFilePaths } from './lambdaFilePaths';
import { MonorepoChange } from './MonorepoChange';
import { PathFinder } from './PathFinder';
import { Path, shortestPath, toStep } from './paths';
import { ImageInputs } from './ScanInputs';
import { Sides, toList, toSides } from './Sides';

/**
 * The Lambdas that a change reaches: those whose source hash or platform differs, or what they require, or the base image
 * that fits them best.
 *
 * @param baseImages - the affected base images
 */
export function affectedLambdas(
  change: MonorepoChange,
  finder: PathFinder,
  baseImages: readonly Affected[],
  inputsOf: (id: string) => Sides<ImageInputs>,
): Affected[] {
  const { before, after } = change;
  const bestBefore = bestCoverage(before);
  const bestAfter = bestCoverage(after);
  const images = toSides(
    before.baseImages,
    after.baseImages,
    ({ name }) => name,
  );
  const affected: Affected[] = [];
  for (const [id, sides] of toSides(
    before.lambdas,
    after.lambdas,
    item => item.id,
  )) {
    const bases = [
      sides.before && bestBefore(sides.before).baseImage,
      sides.after && bestAfter(sides.after).baseImage,
    ];
    const reachedBases = baseImages.filter(({ id: base }) => {
      const image = images.get(base);
      // Its platforms alone make a difference only where they make another one fit better.
      return (
        bases.includes(base) &&
        (bases[0] !== bases[1] ||
          image?.before?.sourceHash !== image?.after?.sourceHash)
      );
    });
    const how = changeOf(sides);
    const requires =
      how === 'added' ||
      how === 'removed' ||
      closureDiffers(
        sides.before?.requires ?? [],
        sides.after?.requires ?? [],
        change,
      );
    if (how || requires || bases[0] !== bases[1] || reachedBases.length > 0) {
      const paths = [
        ...(how ? lambdaFilePaths(sides, change, inputsOf(id)) : []),
        ...(requires ? packagePaths(sides, finder) : []),
        ...reachedBases.map(item => item.path),
      ];
      const path = shortestPath(
        paths.length > 0 ? paths : relinkedPaths(sides, finder),
      );
      const end = toStep('lambda', id);
      affected.push({
        kind: 'lambda',
        id,
        name: (sides.after ?? sides.before)!.name,
        change: how ?? 'reached',
        path: [...(path ?? []), end],
      });
    }
  }
  return affected;
}

/** How it differs itself, or undefined when it does not. */
function changeOf({
  before,
  after,
}: Sides<Lambda>): 'added' | 'removed' | 'changed' | undefined {
  if (!before || !after) {
    return before ? 'removed' : 'added';
  }
  return before.sourceHash === after.sourceHash &&
    before.platform === after.platform
    ? undefined
    : 'changed';
}

function packagePaths(sides: Sides<Lambda>, finder: PathFinder): Path[] {
  return toList(sides).flatMap(item =>
    finder.find(item.installs, environmentOf(item)),
  );
}

function relinkedPaths(sides: Sides<Lambda>, finder: PathFinder): Path[] {
  return toList(sides).flatMap(item =>
    finder.findRelinked(item.installs, environmentOf(item)),
  );
}

function environmentOf({ platform, python }: Lambda): MarkerEnvironment {
  return lambdaMarkerEnvironment(platform, python);
}

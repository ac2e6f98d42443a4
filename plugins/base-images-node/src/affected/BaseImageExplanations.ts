import {
  Affected,
  BaseImage,
} from '@base-images/backstage-plugin-base-images-common';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { MonorepoChange } from './MonorepoChange';
import { PathFinder } from './PathFinder';
import { Path, shortestPath, toStep } from './paths';
import { ImageInputs } from './ScanInputs';
import { Sides, toList } from './Sides';

/** Why base images differ; each is explained once, after what it stands on. */
export class BaseImageExplanations {
  readonly #known = new Map<string, Affected | undefined>();

  constructor(
    private readonly change: MonorepoChange,
    private readonly finder: PathFinder,
    private readonly images: ReadonlyMap<string, Sides<BaseImage>>,
    private readonly inputsOf: (name: string) => Sides<ImageInputs>,
  ) {}

  /** Undefined when it does not differ. */
  of(name: string): Affected | undefined {
    if (!this.#known.has(name)) {
      // Two states of a lineage may stand on each other; the one that is being looked at explains nothing.
      this.#known.set(name, undefined);
      this.#known.set(name, this.#explain(name));
    }
    return this.#known.get(name);
  }

  #explain(name: string): Affected | undefined {
    const { before, after } = this.images.get(name)!;
    const hashDiffers = before?.sourceHash !== after?.sourceHash;
    if (!hashDiffers && samePlatforms(before, after)) {
      return undefined;
    }
    const own = ownFiles(this.change, this.inputsOf(name)).map(file => [
      toStep('file', file),
    ]);
    const reached = toList({ before, after }).flatMap(image => [
      ...(hashDiffers ? this.#packagePaths(image) : []),
      ...this.#parentPaths(image, hashDiffers),
    ]);
    if (own.length === 0 && reached.length === 0) {
      reached.push(
        ...toList({ before, after }).flatMap(image => this.#lastPaths(image)),
      );
    }
    // A lineage is also broken or mended by what the same file declares of another image.
    const declared = this.change
      .changed(toList({ before, after }).map(({ file }) => file))
      .map(file => [toStep('file', file)]);
    const paths = [...own, ...reached];
    return {
      kind: 'base-image',
      id: name,
      name,
      change: changeOf(before, after, own.length > 0 || reached.length === 0),
      path: [
        ...(shortestPath(paths.length > 0 ? paths : declared) ?? []),
        toStep('base-image', name),
      ],
    };
  }

  #packagePaths(image: BaseImage): Path[] {
    const cause = image.include === 'packages' ? 'files' : 'requirements';
    return this.finder.find(image.packages, environmentOf(image), cause);
  }

  /** For when nothing else explains a difference. */
  #lastPaths(image: BaseImage): Path[] {
    const { packages } = image;
    return [
      ...this.finder.findRelinked(packages, environmentOf(image)),
      // Third-party requirements count whatever their markers say, also those that are of the monorepo on one side only.
      ...this.finder.find(packages, {}, 'requirements'),
      ...this.finder.find(packages, {}, 'bindings'),
    ];
  }

  #parentPaths({ parentBaseImage }: BaseImage, hashDiffers: boolean): Path[] {
    const { before, after } = this.images.get(parentBaseImage ?? '') ?? {};
    // Platforms alone are inherited, but change no hash.
    const matters = hashDiffers
      ? before?.sourceHash !== after?.sourceHash
      : !samePlatforms(before, after);
    const path =
      parentBaseImage !== null && matters
        ? this.of(parentBaseImage)?.path
        : undefined;
    return path ? [path] : [];
  }
}

function samePlatforms(
  before: BaseImage | undefined,
  after: BaseImage | undefined,
): boolean {
  return before?.platforms.join() === after?.platforms.join();
}

/** The changed files that declare it or that it reads itself. */
function ownFiles(
  change: MonorepoChange,
  inputs: Sides<ImageInputs>,
): string[] {
  const sides = toList(inputs);
  const declares = inputs.before?.declaration !== inputs.after?.declaration;
  return change.changed(
    sides.flatMap(side => [
      ...side.files,
      ...(declares ? side.declaredIn : []),
    ]),
  );
}

function environmentOf({ platforms, python }: BaseImage): MarkerEnvironment {
  const platform = platforms.length === 1 ? platforms[0] : null;
  return lambdaMarkerEnvironment(platform, python);
}

function changeOf(
  before: BaseImage | undefined,
  after: BaseImage | undefined,
  differsItself: boolean,
): Affected['change'] {
  if (!before || !after) {
    return before ? 'removed' : 'added';
  }
  return differsItself ? 'changed' : 'reached';
}

import { Affected } from '@base-images/backstage-plugin-base-images-common';
import { BaseImageExplanations } from './BaseImageExplanations';
import { MonorepoChange } from './MonorepoChange';
import { PathFinder } from './PathFinder';
import { ImageInputs } from './ScanInputs';
import { Sides, toSides } from './Sides';

/** The base images that a change reaches: those whose source hash or platforms differ. */
export function affectedBaseImages(
  change: MonorepoChange,
  finder: PathFinder,
  inputsOf: (name: string) => Sides<ImageInputs>,
): Affected[] {
  const images = toSides(
    change.before.baseImages,
    change.after.baseImages,
    item => item.name,
  );
  const explanations = new BaseImageExplanations(
    change,
    finder,
    images,
    inputsOf,
  );
  return [...images.keys()].flatMap(name => explanations.of(name) ?? []);
}

import { Lambda } from '@base-images/backstage-plugin-base-images-common';
import { MonorepoChange } from './MonorepoChange';
import { Path, toStep } from './paths';
import { ImageInputs } from './ScanInputs';
import { Sides, toList } from './Sides';

/** How changed files reach a Lambda that differs itself, up to the step before it. */
export function lambdaFilePaths(
  sides: Sides<Lambda>,
  change: MonorepoChange,
  inputs: Sides<ImageInputs>,
): Path[] {
  const isWhole = !sides.before || !sides.after;
  const dockerfiles = change.changed(
    toList(sides).map(({ dockerfile }) => dockerfile),
  );
  const declared = () =>
    change.changed(toList(inputs).flatMap(({ declaredIn }) => declaredIn));
  if (isWhole) {
    return toPaths(dockerfiles.length > 0 ? dockerfiles : declared());
  }
  const read = readPaths(sides, change, inputs);
  if (dockerfiles.length > 0 || read.length > 0) {
    return [...toPaths(dockerfiles), ...read];
  }
  const ignored = change.changed(toList(sides).flatMap(ignoreFiles));
  return toPaths(ignored.length > 0 ? ignored : declared());
}

function toPaths(files: readonly string[]): Path[] {
  return files.map(file => [toStep('file', file)]);
}

/** From the files that its image reads; over a package when they are part of one that it copies or installs. */
function readPaths(
  sides: Sides<Lambda>,
  change: MonorepoChange,
  inputs: Sides<ImageInputs>,
): Path[] {
  const held = new Set(
    toList(sides).flatMap(({ copies, installs }) => [
      ...copies,
      ...installs.map(item => item.package),
    ]),
  );
  const read = toList(inputs).flatMap(({ files }) => files);
  return change.changed(read).map(file => {
    const owner = change
      .ownersOf(file)
      .find(name => held.has(name) && change.ofPackage(name));
    if (owner === undefined) {
      return [toStep('file', file)];
    }
    const start =
      change.ofPackage(owner) === 'changed'
        ? file
        : change.fileOfPackage(owner);
    return [toStep('file', start ?? file), toStep('package', owner)];
  });
}

/** Files that decide what is in its build context. */
function ignoreFiles({ dockerfile, context }: Lambda): string[] {
  const folder = context === '.' ? '' : `${context}/`;
  return [`${dockerfile}.dockerignore`, `${folder}.dockerignore`];
}

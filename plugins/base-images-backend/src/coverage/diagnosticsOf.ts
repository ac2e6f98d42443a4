import {
  BaseImage,
  Diagnostic,
  Package,
} from '@base-images/backstage-plugin-base-images-common';
import { ModelRef } from '../snapshot/ModelRef';
import { SnapshotView } from '../snapshot/SnapshotView';

/**
 * The diagnostics of the files of a part: the Dockerfile of a Lambda; the files that a package is declared in; the lines that
 * declare a base image.
 */
export function diagnosticsOf(
  view: SnapshotView,
  { kind, name }: ModelRef,
): Diagnostic[] {
  const { diagnostics } = view.monorepo;
  if (kind === 'package') {
    const files = filesOf(view.packages.get(name));
    return diagnostics.filter(({ file }) => files.has(file));
  }
  if (kind === 'lambda') {
    const dockerfile = view.lambdas.get(name)?.dockerfile;
    return diagnostics.filter(({ file }) => file === dockerfile);
  }
  const image = view.baseImages.get(name);
  return image
    ? diagnostics.filter(isInDeclaration(image, view.monorepo.baseImages))
    : [];
}

function filesOf(item: Package | undefined): Set<string> {
  return new Set(
    item && [item.manifest, ...item.requirements.map(({ file }) => file)],
  );
}

/** A declaration ends where the next one begins. */
function isInDeclaration(image: BaseImage, baseImages: BaseImage[]) {
  const end = Math.min(
    ...baseImages
      .filter(({ file, line }) => file === image.file && line > image.line)
      .map(({ line }) => line),
  );
  return ({ file, line }: Diagnostic) =>
    file === image.file && line !== null && line >= image.line && line < end;
}

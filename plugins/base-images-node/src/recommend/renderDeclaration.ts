import { pythonOfImage } from '../docker/knownImages';
import { renderYaml } from '../proposal/renderYaml';
import { formatPackage } from './packageSets';
import { RecommendedBaseImage } from './RecommendationReport';

/** What to add to `images` of base-images.yaml, in the order of the images; null where all of them are declared. */
export function renderDeclaration(
  images: readonly RecommendedBaseImage[],
): string | null {
  const names = new Set(images.map(({ name }) => name));
  const added = images.filter(({ isDeclared }) => !isDeclared);
  if (added.length === 0) {
    return null;
  }
  const entries = added.map(({ name, from, python, platforms, packages }) => {
    const inherits = names.has(from);
    return {
      name,
      from,
      ...(python !== null && !inherits && pythonOfImage(from) !== python
        ? { python }
        : {}),
      ...(platforms.length > 0 && !inherits ? { platforms } : {}),
      packages: packages.map(formatPackage),
    };
  });
  return `${entries.map(entry => renderYaml([entry])).join('\n')}\n`;
}

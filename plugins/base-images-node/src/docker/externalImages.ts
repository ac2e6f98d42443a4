import { reachableStages, sourcesOf } from './reachableStages';
import { ResolvedStage } from './ResolvedStage';

/**
 * The images that a build of a stage reads from registries: those of `FROM`, `COPY --from` and bind mounts, whatever stage has
 * them on the way. Sorted; null where a name cannot be told.
 */
export function externalImages(
  stages: readonly ResolvedStage[],
  target: ResolvedStage,
): string[] | null {
  const images = new Set<string>();
  for (const source of reachableStages(stages, target.index).flatMap(
    sourcesOf,
  )) {
    if (source.kind === 'image') {
      const { value, unset } = source.image;
      if (unset.length > 0 || value === '') {
        return null;
      }
      images.add(value);
    }
  }
  return [...images].sort();
}

import {
  BaseImage,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { imageNodes } from '@base-images/backstage-plugin-base-images-node';

/**
 * The base image that each Lambda is built on which has a `Dockerfile.with_base`, by the id of the Lambda: the one that a rebuild
 * takes, in an environment that builds for every platform that the monorepo names.
 */
export function builtOn({
  lambdas,
  baseImages,
}: Pick<Monorepo, 'lambdas' | 'baseImages'>): ReadonlyMap<string, BaseImage> {
  const platforms = [
    ...lambdas.map(({ platform }) => platform),
    ...baseImages.flatMap(image => image.platforms),
  ].filter(platform => platform !== null);
  const nodes = imageNodes(
    { lambdas, baseImages },
    {
      projects: new Map(
        // Where none is named, all are built for the same one.
        (platforms.length > 0 ? platforms : ['']).map(platform => [
          platform,
          '',
        ]),
      ),
      repositoryPrefix: '',
    },
  );
  const byName = new Map(baseImages.map(image => [image.name, image]));
  const byId = new Map(nodes.map(node => [node.id, node]));
  const found = new Map<string, BaseImage>();
  for (const { target, parent } of nodes) {
    const base = parent && byName.get(byId.get(parent)?.target.name ?? '');
    if (target.kind === 'lambda' && base) {
      found.set(target.name, base);
    }
  }
  return found;
}

import { BuildSource } from '@base-images/backstage-plugin-base-images-common';
import { PackageNode } from '../graph/PackageGraph';
import { digest } from './digest';
import { BaseImageInputs } from './hashBaseImage';
import { hashConstraints } from './hashConstraints';
import { hashDependencies } from './hashDependencies';

/**
 * Hashes of the parts of a base image, which tell what changed when its source hash did: what its declaration says, and which
 * third-party distributions it takes.
 */
export function hashBaseImageParts<P extends PackageNode>(
  inputs: BaseImageInputs<P>,
): Pick<BuildSource, 'dockerfileHash' | 'dependenciesHash'> {
  const { declaration, python, tree, closure, graph } = inputs;
  const { setup, env, args, index, installer, include } = declaration;
  const { constraints, requirements } = declaration;
  const blobId = (path: string) => tree.files.get(path)?.blobId ?? '';
  const dependencies = [
    hashConstraints(inputs),
    ...requirements.map(({ path }) => blobId(path)),
    // The packages of the others count with all their files, requirements included.
    ...(include === 'dependencies'
      ? [hashDependencies(closure, graph.packages)]
      : []),
  ];
  return {
    dockerfileHash: digest('declaration/1', [
      JSON.stringify([
        python,
        include,
        installer,
        setup,
        Object.entries(env).sort(),
        Object.entries(args).sort(),
        index.url ?? null,
        index.extraUrls,
      ]),
    ]),
    dependenciesHash:
      constraints || requirements.length > 0 || include === 'dependencies'
        ? digest('third-party/1', dependencies)
        : null,
  };
}

import {
  BaseImage,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { SourceEnvironment } from '../environment/SourceEnvironment';
import { FittingBaseImages } from './FittingBaseImages';
import { imageId, ImageNode } from './ImageNode';

/** Name of a repository (distribution-spec, "Pulling manifests"; Amazon ECR allows 256 characters). */
const REPOSITORY =
  /^(?=.{2,256}$)[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;

/**
 * The images of a monorepo in an environment: each base image for each of its platforms, and each Lambda. What stands on
 * another comes after it.
 *
 * @public
 */
export function imageNodes(
  monorepo: Pick<Monorepo, 'baseImages' | 'lambdas'>,
  environment: Pick<SourceEnvironment, 'projects' | 'repositoryPrefix'>,
): ImageNode[] {
  const nodes = [
    ...baseImageNodes(monorepo.baseImages, environment),
    ...lambdaNodes(monorepo, environment),
  ];
  const owners = new Map<string, string>();
  return nodes.map(node => {
    const owner = owners.get(node.repository) ?? node.target.name;
    owners.set(node.repository, owner);
    return { ...node, problem: node.problem ?? repositoryProblem(node, owner) };
  });
}

function baseImageNodes(
  baseImages: readonly BaseImage[],
  { projects, repositoryPrefix }: Environment,
): ImageNode[] {
  const byName = new Map(baseImages.map(item => [item.name, item]));
  const ordered = new Map<string, ImageNode>();
  const add = (image: BaseImage, lineage: ReadonlySet<string>) => {
    const parent = byName.get(image.parentBaseImage ?? '');
    if (parent && !lineage.has(parent.name)) {
      add(parent, new Set([...lineage, parent.name]));
    }
    const platforms =
      image.platforms.length > 0 ? image.platforms : [...projects.keys()];
    for (const platform of platforms) {
      const target = {
        kind: 'base-image' as const,
        name: image.name,
        platform,
      };
      const id = imageId(target);
      if (!ordered.has(id)) {
        ordered.set(id, {
          id,
          target,
          repository: `${repositoryPrefix}base/${image.name}`,
          source: image.build,
          parent: parent ? imageId({ ...target, name: parent.name }) : null,
          parentImage: parent ? null : image.parentImage,
          args: {},
          maxAgeHours: image.maxAgeHours,
          functions: [],
          problem:
            image.parentImage === null
              ? `What ${image.name} stands on is not known. Correct its from in ${image.file}.`
              : platformProblem(platform, projects),
        });
      }
    }
  };
  baseImages.forEach(image => add(image, new Set([image.name])));
  return [...ordered.values()];
}

function lambdaNodes(
  { lambdas, baseImages }: Pick<Monorepo, 'baseImages' | 'lambdas'>,
  { projects, repositoryPrefix }: Environment,
): ImageNode[] {
  const fitting = FittingBaseImages.of(baseImages);
  return lambdas.map(lambda => {
    const platform =
      lambda.platform ?? (projects.size === 1 ? [...projects.keys()][0] : '');
    const baseImage = fitting.find(lambda, platform);
    const source =
      baseImage && lambda.build.withBase
        ? lambda.build.withBase
        : lambda.build.original;
    const target = { kind: 'lambda' as const, name: lambda.id, platform };
    return {
      id: imageId(target),
      target,
      repository: `${repositoryPrefix}lambda/${lambda.name}`,
      source,
      parent: baseImage
        ? imageId({ kind: 'base-image', name: baseImage.name, platform })
        : null,
      parentImage: baseImage ? null : lambda.parent,
      args: lambda.build.args,
      maxAgeHours: null,
      functions: lambda.functions,
      problem:
        platform === ''
          ? `The platform of ${lambda.dockerfile} is not known, and the environment builds for several. Say it in the infrastructure code or in FROM --platform.`
          : platformProblem(platform, projects),
    };
  });
}

function platformProblem(
  platform: string,
  projects: Environment['projects'],
): string | null {
  return projects.has(platform)
    ? null
    : `The environment has no build project for ${platform}. Add one to projects in its configuration.`;
}

function repositoryProblem(node: ImageNode, owner: string): string | null {
  if (!REPOSITORY.test(node.repository)) {
    return `${node.repository} cannot be the name of a repository. Rename what it is made from, or the repositoryPrefix.`;
  }
  return owner === node.target.name
    ? null
    : `Its repository ${node.repository} is that of ${owner}. Give one of the two another name: the folder or the file name of its Dockerfile.`;
}

type Environment = Pick<SourceEnvironment, 'projects' | 'repositoryPrefix'>;

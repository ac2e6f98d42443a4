import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ANNOTATION_BASE_IMAGE,
  ANNOTATION_DOCKERFILE,
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_PACKAGE,
  ANNOTATION_SOURCE,
  FileUrls,
  Snapshot,
  Source,
} from '@base-images/backstage-plugin-base-images-common';
import { ExistingEntities, claimRefs } from './claimRefs';
import {
  baseImageDependencyRefs,
  lambdaDependencyRefs,
  packageDependencyRefs,
} from './dependencyRefs';
import { EntityProblem } from './EntityProblem';
import { entityOwner } from './entityOwner';
import { findEntityError } from './findEntityError';
import { MonorepoIndex } from './MonorepoIndex';
import { MonorepoRefs } from './MonorepoRefs';
import { packageLifecycle } from './packageLifecycle';
import { PROVIDER_LOCATION_TYPE } from './sourceLocation';

/** What {@link toEntities} makes of a monorepo. */
export interface SourceEntities {
  /** Valid entities: packages, Lambdas, base images, and the System of the monorepo. */
  entities: Entity[];
  /** The entity ref of each part, hand-written entities included. */
  refs: MonorepoRefs;
  /** What was left out, and why. */
  problems: EntityProblem[];
}

interface EntityParts {
  path: string;
  title?: string;
  description?: string;
  annotations: Record<string, string>;
  tags?: string[];
  spec: JsonObject;
}

function toDependsOn(refs: string[]): JsonObject {
  return refs.length ? { dependsOn: refs } : {};
}

/**
 * Makes the catalog entities of a monorepo. Pure: the same input gives the same entities, and nothing in them changes
 * with every commit.
 *
 * Package → Component, Lambda → Component whose name ends in `-lambda`, base image → Resource, monorepo → System. An
 * entity that the catalog would refuse is left out with a problem, so that it never takes the others with it.
 *
 * @param source - The source, with how its entities are made
 * @param snapshot - What its last good scan found
 * @param existing - Entities that are there already
 * @param fileUrls - Gives the web address of a file of the source
 */
export function toEntities(
  source: Source,
  snapshot: Snapshot,
  existing: ExistingEntities,
  fileUrls: FileUrls,
): SourceEntities {
  const settings = source.entities;
  const { refs, emitted, problems } = claimRefs(source, snapshot, existing);
  const index = MonorepoIndex.create(snapshot);
  const entities: Entity[] = [];
  const ownLocation = stringifyLocationRef({
    type: PROVIDER_LOCATION_TYPE,
    target: source.id,
  });

  function toEntity(kind: string, name: string, parts: EntityParts): Entity {
    const url = fileUrls(source.target, parts.path);
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: {
        namespace: settings.namespace,
        name,
        ...(parts.title && parts.title !== name && { title: parts.title }),
        ...(parts.description && { description: parts.description }),
        annotations: {
          // The catalog makes the links to the source, to view and to edit it from a location of type `url`.
          [ANNOTATION_LOCATION]: url
            ? stringifyLocationRef({ type: 'url', target: url })
            : ownLocation,
          [ANNOTATION_ORIGIN_LOCATION]: ownLocation,
          // A folder cannot be edited, so the link to edit it shows it.
          ...(url && parts.path === '.' && { [ANNOTATION_EDIT_URL]: url }),
          [ANNOTATION_SOURCE]: source.id,
          ...parts.annotations,
        },
        ...(parts.tags && { tags: parts.tags }),
      },
      spec: parts.spec,
    };
  }

  function add(kind: string, name: string, makeParts: () => EntityParts) {
    let error: string | undefined;
    try {
      const entity = toEntity(kind, name, makeParts());
      error = findEntityError(entity);
      if (!error) {
        entities.push(entity);
        return;
      }
    } catch (cause) {
      error = toError(cause).message;
    }
    problems.push({
      message: `${kind} ${settings.namespace}/${name} of source '${source.id}' is left out, because the catalog would refuse it: ${error}`,
      help: `Mend what it is made from in the monorepo, or the settings under baseImages.sources.${source.id}`,
    });
  }

  for (const { name, item } of emitted.packages) {
    add('Component', name, () => ({
      path: item.manifest,
      title: item.declaredName,
      description: item.description?.trim(),
      annotations: { [ANNOTATION_PACKAGE]: item.name },
      tags: ['python'],
      spec: {
        type: settings.types.package,
        lifecycle: packageLifecycle(item.classifiers, settings.lifecycle),
        owner: entityOwner(item.owners, settings),
        system: refs.system,
        ...toDependsOn(packageDependencyRefs(item, refs)),
      },
    }));
  }
  for (const { name, item } of emitted.lambdas) {
    add('Component', name, () => ({
      path: item.dockerfile,
      description: `Container Lambda built from ${item.dockerfile}${
        item.target ? `, stage ${item.target}` : ''
      }`,
      annotations: {
        [ANNOTATION_LAMBDA]: item.id,
        [ANNOTATION_DOCKERFILE]: item.dockerfile,
        ...(item.baseImage && { [ANNOTATION_BASE_IMAGE]: item.baseImage }),
      },
      tags: ['python'],
      spec: {
        type: settings.types.lambda,
        lifecycle: settings.lifecycle,
        owner: entityOwner(item.owners, settings),
        system: refs.system,
        ...toDependsOn(lambdaDependencyRefs(item, refs)),
      },
    }));
  }
  for (const { name, item } of emitted.baseImages) {
    const parent = item.parentBaseImage
      ? index.getBaseImage(item.parentBaseImage)
      : undefined;
    add('Resource', name, () => ({
      path: item.file,
      title: item.name,
      description: [
        item.include === 'dependencies'
          ? 'Base image with the third-party dependencies of Python packages'
          : 'Base image with Python packages preinstalled',
        ...(item.parentImage ? [`on ${item.parentImage}`] : []),
      ].join(', '),
      annotations: { [ANNOTATION_IMAGE]: item.name },
      tags: ['python'],
      spec: {
        type: settings.types.baseImage,
        owner: entityOwner(item.owners, settings),
        system: refs.system,
        ...toDependsOn(baseImageDependencyRefs(item, parent, refs)),
      },
    }));
  }
  if (emitted.system) {
    add('System', emitted.system, () => ({
      path: '.',
      title: settings.system,
      description: 'Python monorepo',
      annotations: {},
      spec: { owner: settings.defaultOwner },
    }));
  }

  return { entities, refs, problems };
}

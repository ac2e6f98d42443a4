import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_PACKAGE,
  ANNOTATION_SOURCE,
  BaseImage,
  Snapshot,
  SnapshotLambda,
  SnapshotPackage,
  Source,
} from '@base-images/backstage-plugin-base-images-common';
import { EntityProblem } from './EntityProblem';
import { MonorepoRefs } from './MonorepoRefs';
import {
  baseImageEntityName,
  lambdaEntityName,
  packageEntityName,
  systemEntityName,
} from './monorepoEntityNames';

/** Entities that are there already, which {@link claimRefs} respects. */
export interface ExistingEntities {
  /** Refs of the entities that people wrote for packages, Lambdas and base images of this source. */
  handWritten: MonorepoRefs;
  /** Entity refs that are not free, with who holds them, in words. */
  taken: ReadonlyMap<string, string>;
}

/** Part of a monorepo with the name of its entity. */
export interface NamedItem<T> {
  name: string;
  item: T;
}

/** Which entity ref stands for what, and which of them are to be emitted. */
export interface ClaimedRefs {
  refs: {
    packages: Map<string, string>;
    lambdas: Map<string, string>;
    baseImages: Map<string, string>;
    system: string;
  };
  /** What is to be emitted, in order. */
  emitted: {
    packages: NamedItem<SnapshotPackage>[];
    lambdas: NamedItem<SnapshotLambda>[];
    baseImages: NamedItem<BaseImage>[];
    /** Name of the System, or undefined where it is there already. */
    system: string | undefined;
  };
  problems: EntityProblem[];
}

/**
 * Gives each part of a monorepo its entity ref.
 *
 * A name never depends on what else exists. Where two want the same ref the later one gets none: entities that are
 * there already come first, then packages, Lambdas and base images in the order of the snapshot.
 */
export function claimRefs(
  source: Source,
  snapshot: Snapshot,
  existing: ExistingEntities,
): ClaimedRefs {
  const settings = source.entities;
  const setting = (name: string) => `baseImages.sources.${source.id}.${name}`;
  const problems: EntityProblem[] = [];
  const own = new Map<string, string>();

  function toRef(kind: string, name: string): string {
    const { namespace } = settings;
    return stringifyEntityRef({ kind, namespace, name });
  }

  function claim<T>(
    items: T[],
    handWritten: ReadonlyMap<string, string>,
    describe: (item: T) => {
      key: string;
      name: string;
      what: string;
    },
    kind: string,
    annotation: string,
  ) {
    const refs = new Map<string, string>();
    const emitted: NamedItem<T>[] = [];
    for (const item of items) {
      const { key, name, what } = describe(item);
      const written = handWritten.get(key);
      if (written) {
        refs.set(key, written);
        own.set(written, what);
        continue;
      }
      const ref = toRef(kind, name);
      const twin = own.get(ref);
      const holder = twin ?? existing.taken.get(ref);
      if (holder) {
        const byPath =
          annotation === ANNOTATION_LAMBDA && settings.names !== 'path'
            ? ['names: path']
            : [];
        // What tells two sources apart does not tell two parts of one source apart.
        const remedies = (
          twin ? byPath : [...byPath, 'namePrefix', 'namespace']
        )
          .map(setting)
          .join(' or ');
        problems.push({
          message: `${what} of source '${source.id}' gets no entity, because ${holder} is ${ref} already`,
          help: twin
            ? `${remedies ? `Set ${remedies}` : 'Rename one of them'}, or write an entity for it by hand with the annotation ${annotation}: ${key}`
            : `Set ${remedies}; or, where that entity was written by hand and means the same, give it the annotation ${annotation}: ${key}`,
        });
        continue;
      }
      own.set(ref, what);
      refs.set(key, ref);
      emitted.push({ name, item });
    }
    return { refs, emitted };
  }

  const packages = claim(
    snapshot.packages,
    existing.handWritten.packages,
    item => ({
      key: item.name,
      name: packageEntityName(item, settings),
      what: `Package ${item.name}`,
    }),
    'Component',
    ANNOTATION_PACKAGE,
  );
  const lambdas = claim(
    snapshot.lambdas,
    existing.handWritten.lambdas,
    item => ({
      key: item.id,
      name: lambdaEntityName(item, settings),
      what: `Lambda ${item.id}`,
    }),
    'Component',
    ANNOTATION_LAMBDA,
  );
  const baseImages = claim(
    snapshot.baseImages,
    existing.handWritten.baseImages,
    item => ({
      key: item.name,
      name: baseImageEntityName(item, settings),
      what: `Base image ${item.name}`,
    }),
    'Resource',
    ANNOTATION_IMAGE,
  );
  const systemName = systemEntityName(settings);
  const systemRef = toRef('System', systemName);
  const systemHolder = existing.taken.get(systemRef);
  if (systemHolder && !existing.handWritten.system) {
    problems.push({
      message: `The System of source '${source.id}' gets no entity, because ${systemHolder} is ${systemRef} already; users may not see its coverage`,
      help: `Set ${setting('system')}; or, where that entity was written by hand and means the same, give it the annotation ${ANNOTATION_SOURCE}: ${source.id}`,
    });
  }

  return {
    refs: {
      packages: packages.refs,
      lambdas: lambdas.refs,
      baseImages: baseImages.refs,
      system: existing.handWritten.system ?? systemRef,
    },
    emitted: {
      packages: packages.emitted,
      lambdas: lambdas.emitted,
      baseImages: baseImages.emitted,
      system:
        existing.handWritten.system || systemHolder ? undefined : systemName,
    },
    problems,
  };
}

import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { FileUrls } from '@base-images/backstage-plugin-base-images-common';
import { EntityProblem } from '../entities/EntityProblem';
import { MonorepoIndex } from '../entities/MonorepoIndex';
import { toEntities } from '../entities/toEntities';
import { CLAIM_ANNOTATIONS, EntityClaim } from '../handWritten/EntityClaim';
import { KnownSource, matchClaim } from '../handWritten/matchClaim';
import { EntityPlan, PlannedSource, SourceState } from './EntityPlan';

/** Problems that belong to no source are kept under this id. */
export const NO_SOURCE = '';

type WrittenRefs = Record<EntityClaim['kind'], Map<string, string>>;

function matchClaims(
  claims: EntityClaim[],
  known: ReadonlyMap<string, KnownSource>,
  complete: boolean,
) {
  const problems: EntityProblem[] = [];
  const written = new Map<string, WrittenRefs>();
  for (const claim of claims) {
    const annotation = `${CLAIM_ANNOTATIONS[claim.kind]}: ${claim.value}`;
    const match = matchClaim(claim, known);
    if (match.status === 'ambiguous') {
      problems.push({
        message: `${claim.entityRef} is left alone, because ${annotation} is in the sources ${match.sourceIds.join(', ')}`,
        help: `Give it the annotation base-images/source with one of them`,
      });
    } else if (match.status === 'refused') {
      // Before every source is known, another one may yet have it.
      if (complete || claim.sourceId) {
        problems.push(describeRefusal(claim, annotation, match.sourceIds));
      }
    } else if (match.status === 'not-found') {
      // Before every source is known, what it means may yet appear.
      if (complete) {
        problems.push({
          message: `${claim.entityRef} is left alone, because no source${
            claim.sourceId ? ` '${claim.sourceId}'` : ''
          } has ${annotation}`,
          help: 'Mend the annotation, or remove it',
        });
      }
    } else {
      const refs = written.get(match.sourceId) ?? {
        package: new Map(),
        lambda: new Map(),
        image: new Map(),
        monorepo: new Map(),
      };
      written.set(match.sourceId, refs);
      const other = refs[claim.kind].get(match.key);
      if (other) {
        problems.push({
          message: `${claim.entityRef} and ${other} both have ${annotation}; relations lead to ${other}`,
          help: 'Remove the annotation from one of them',
        });
      } else {
        refs[claim.kind].set(match.key, claim.entityRef);
      }
    }
  }
  return { written, problems };
}

function describeRefusal(
  { entityRef, locations }: EntityClaim,
  annotation: string,
  sourceIds: string[],
): EntityProblem {
  const location =
    locations[ANNOTATION_LOCATION] ?? locations[ANNOTATION_ORIGIN_LOCATION];
  const settings = sourceIds.map(
    id => `baseImages.sources.${id}.trustedLocations`,
  );
  return {
    message: `${entityRef} is left alone, because it may not stand for ${annotation}: it comes from ${location}, outside of the target of source '${sourceIds.join("' or '")}'`,
    help: `Where it is meant, move its file into the monorepo, at the branch that the target names, or add ${location.replace(/^url:/, '')}, or the address of a folder above it, to ${settings.join(' or ')}; else remove the annotation`,
  };
}

/**
 * Plans the entities of all sources. Pure.
 *
 * @param states - The sources, in the order of the configuration: the earlier one keeps a name that two want
 * @param claims - What hand-written entities say that they stand for, sorted by entity ref
 * @param holders - Entity refs that something else holds in the catalog already, with who it is, in words
 * @param fileUrls - Gives the web address of a file of a source
 */
export function planEntities(
  states: SourceState[],
  claims: EntityClaim[],
  holders: ReadonlyMap<string, string>,
  fileUrls: FileUrls,
): EntityPlan {
  const known = new Map<string, KnownSource>();
  for (const { id, source, snapshot } of states) {
    if (source && snapshot) {
      known.set(id, { source, index: MonorepoIndex.create(snapshot) });
    }
  }
  const complete = states.every(state => state.usable);
  const { written, problems: claimProblems } = matchClaims(
    claims,
    known,
    complete,
  );

  const taken = new Map(holders);
  const sources = new Map<string, PlannedSource>();
  const problems = new Map<string, EntityProblem[]>();
  for (const { id, source, snapshot, usable, problem } of states) {
    const index = known.get(id)?.index;
    const found: EntityProblem[] = problem ? [problem] : [];
    if (source && snapshot && index) {
      const refs = written.get(id);
      const made = toEntities(
        source,
        snapshot,
        {
          handWritten: {
            packages: refs?.package ?? new Map(),
            lambdas: refs?.lambda ?? new Map(),
            baseImages: refs?.image ?? new Map(),
            system: refs?.monorepo.get(id),
          },
          taken,
        },
        fileUrls,
      );
      for (const entity of made.entities) {
        taken.set(stringifyEntityRef(entity), describeEntity(entity, id));
      }
      found.push(...made.problems);
      sources.set(id, {
        id,
        source,
        snapshot,
        index,
        refs: made.refs,
        entities: usable ? made.entities : undefined,
      });
    }
    problems.set(id, found);
  }
  problems.set(NO_SOURCE, claimProblems);
  return { sources, states, problems };
}

function describeEntity(entity: Entity, sourceId: string): string {
  return `the ${entity.kind} ${entity.metadata.name} of source '${sourceId}'`;
}

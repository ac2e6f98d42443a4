import { Entity } from '@backstage/catalog-model';
import {
  Snapshot,
  Source,
} from '@base-images/backstage-plugin-base-images-common';
import { EntityProblem } from '../entities/EntityProblem';
import { MonorepoIndex } from '../entities/MonorepoIndex';
import { MonorepoRefs } from '../entities/MonorepoRefs';

/** What is known of a configured source. */
export interface SourceState {
  id: string;
  source: Source | undefined;
  /** The last snapshot that was not empty. */
  snapshot: Snapshot | undefined;
  /** Whether `snapshot` is what the source holds now, so that entities that it lacks may go. */
  usable: boolean;
  /** Why it cannot be used, or what is wrong with later scans. */
  problem: EntityProblem | undefined;
  /** Whether looking again soon may help: the source was not scanned yet, or the backend did not answer. */
  pending: boolean;
}

/** The entities of one source. */
export interface PlannedSource {
  id: string;
  source: Source;
  snapshot: Snapshot;
  index: MonorepoIndex;
  refs: MonorepoRefs;
  /** To be in the catalog, and nothing else of this source; undefined when what is there must stay as it is. */
  entities: Entity[] | undefined;
}

/** The entities of all sources, with what a person should know. */
export interface EntityPlan {
  /** Sources of which anything is known, in the order of the configuration. */
  sources: ReadonlyMap<string, PlannedSource>;
  states: SourceState[];
  /** By source id; problems of hand-written entities have the id `''`. */
  problems: ReadonlyMap<string, EntityProblem[]>;
}

import { PlannedSource } from '../plan/EntityPlan';

/** The way that the entities of one source go into the catalog. */
export interface SourceOutput {
  readonly sourceId: string;
  /** Brings what changed since the last call into the catalog. Rejects when the catalog does not take it. */
  apply(source: PlannedSource): Promise<void>;
}

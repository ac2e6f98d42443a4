import { ModelKind } from '../snapshot/ModelRef';

/** Full ref of the entity that stands for a part of the monorepo, or null when there is none that the caller may read. */
export type LinkTo = (kind: ModelKind, name: string) => string | null;

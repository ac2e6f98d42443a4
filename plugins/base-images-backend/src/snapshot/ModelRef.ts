/** What an entity can stand for. */
export type ModelKind = 'package' | 'lambda' | 'baseImage';

/** A part of a monorepo: a package or a base image by its name, a Lambda by its id. */
export interface ModelRef {
  kind: ModelKind;
  name: string;
}

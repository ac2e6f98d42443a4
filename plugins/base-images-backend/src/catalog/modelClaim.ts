import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_PACKAGE,
  ANNOTATION_SOURCE,
} from '@base-images/backstage-plugin-base-images-common';
import { ModelKind } from '../snapshot/ModelRef';

/** The annotation that says what an entity stands for. */
export const MODEL_ANNOTATIONS = {
  lambda: ANNOTATION_LAMBDA,
  baseImage: ANNOTATION_IMAGE,
  package: ANNOTATION_PACKAGE,
} as const satisfies Record<ModelKind, string>;

/** The first annotation counts where an entity has several: a Lambda may be a package as well. */
export const MODEL_KINDS: ModelKind[] = ['lambda', 'baseImage', 'package'];

/** What an entity says that it stands for. */
export interface ModelClaim {
  kind: ModelKind;
  /** The name as written. */
  name: string;
  /** The source, or undefined to mean the only one that has it. */
  sourceId: string | undefined;
}

/** Reads what an entity says that it stands for, or undefined when it says nothing. */
export function readModelClaim(entity: Entity): ModelClaim | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const kind = MODEL_KINDS.find(candidate =>
    annotations[MODEL_ANNOTATIONS[candidate]]?.trim(),
  );
  return (
    kind && {
      kind,
      name: annotations[MODEL_ANNOTATIONS[kind]].trim(),
      sourceId: annotations[ANNOTATION_SOURCE]?.trim() || undefined,
    }
  );
}

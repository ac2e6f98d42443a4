import { StageSource } from './ResolvedStage';

/** What a named context stands for: an image, or a folder. */
export function namedContext(value: string): StageSource {
  const image = /^docker-image:\/\/(.*)$/.exec(value)?.[1];
  return image === undefined
    ? { kind: 'named-context', value }
    : { kind: 'image', image: { value: image, unset: [] } };
}

/** The last one of that name. */
export function findNamed<T extends { name: string | undefined }>(
  stages: readonly T[],
  name: string,
): T | undefined {
  return stages.findLast(stage => stage.name === name.toLowerCase());
}

/** A property that is the object's own: names come from files. */
export function own(
  values: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

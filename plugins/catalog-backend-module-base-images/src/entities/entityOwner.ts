import { SourceEntitySettings } from '@base-images/backstage-plugin-base-images-common';

/**
 * The entity that owns something: the first CODEOWNERS owner that the source's `owners` map knows, else the default
 * owner. Code hosts compare owners without regard to case, and so does this.
 */
export function entityOwner(
  owners: string[],
  settings: SourceEntitySettings,
): string {
  const known = new Map(
    Object.entries(settings.owners).map(([owner, entityRef]) => [
      owner.toLocaleLowerCase('en-US'),
      entityRef,
    ]),
  );
  for (const owner of owners) {
    const entityRef = known.get(owner.toLocaleLowerCase('en-US'));
    if (entityRef) {
      return entityRef;
    }
  }
  return settings.defaultOwner;
}

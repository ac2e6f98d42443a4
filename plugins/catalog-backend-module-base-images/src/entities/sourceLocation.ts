/** Type of the location of entities that the provider emits; its target is the source id. */
export const PROVIDER_LOCATION_TYPE = 'base-images';

/** Type of the static locations in `catalog.locations` whose target is a source id. */
export const STATIC_LOCATION_TYPE = 'python-monorepo';

/** Whether a location (an origin) of this type marks an entity as made by this module, not written by a person. */
export function isOwnLocationType(type: string): boolean {
  return type === PROVIDER_LOCATION_TYPE || type === STATIC_LOCATION_TYPE;
}

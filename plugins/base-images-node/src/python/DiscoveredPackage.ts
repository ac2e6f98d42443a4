import { Package } from '@base-images/backstage-plugin-base-images-common';

/** A package as its manifest tells it, before its owners and its hash are known. @public */
export type DiscoveredPackage = Omit<Package, 'owners' | 'sourceHash'>;

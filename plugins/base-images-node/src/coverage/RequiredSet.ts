import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** A closed set of packages that an image needs, and what else a base image must match. */
export interface RequiredSet {
  /** Sorted by name. */
  packages: readonly PackageWithExtras[];
  /** Platform such as `linux/arm64`, or null when it does not matter or is not known. */
  platform: string | null;
  /** Python version such as `3.12`, or null when it does not matter or is not known. */
  python: string | null;
  /** External image at the root of the lineage, or null when it does not matter or is not known. */
  parent: string | null;
  /** Whether base images may hold more than is required. */
  supersets: boolean;
}

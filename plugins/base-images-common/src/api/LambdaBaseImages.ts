import { BaseImageCoverage } from '../reports/LookupReport';

/**
 * Why a Lambda cannot stand on a base image: the lineage of the base image is broken; it stands on another upstream image; it is
 * for other platforms; for another Python; it holds none of what the Lambda requires (`nothing-covered`); it holds more than
 * that (`surplus`).
 *
 * @public
 */
export type BaseImageMismatch =
  'lineage' | 'parent' | 'platform' | 'python' | 'nothing-covered' | 'surplus';

/** A base image as something that a Lambda could stand on. @public */
export interface BaseImageFit extends BaseImageCoverage {
  /** Empty when it qualifies. */
  mismatches: BaseImageMismatch[];
  include: 'packages' | 'dependencies';
  /** The external image at the root of its lineage, or null when the lineage is broken. */
  parentImage: string | null;
  python: string | null;
  platforms: string[];
}

/** Every base image of the source of a Lambda, with how it fits the Lambda. @public */
export interface LambdaBaseImages {
  sourceId: string;
  revision: string | null;
  /** Name of the Lambda in its monorepo. */
  lambda: string;
  dockerfile: string;
  parent: string | null;
  python: string | null;
  platform: string | null;
  /** Number of packages that the Lambda requires. */
  required: number;
  /** The best base image, or null when none qualifies. */
  best: string | null;
  /** Those that qualify, best first; then the others by their coverage and name. */
  items: BaseImageFit[];
}

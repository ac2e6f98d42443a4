import { PackageWithExtras } from '../model/Package';

/** How one base image covers a required set. @public */
export interface BaseImageCoverage {
  baseImage: string;
  /** Members of the required set that it holds, extras included, sorted by name. */
  covered: PackageWithExtras[];
  /** Members of the required set that it lacks, wholly or an extra of them, sorted by name. */
  uncovered: PackageWithExtras[];
  /** What it holds beyond the required set, sorted by name; empty unless supersets were asked for. */
  surplus: PackageWithExtras[];
  /** covered / required, from 0 to 1, not rounded; null when nothing is required. */
  coverage: number | null;
}

/** Which base image fits a set of packages: what `base-images lookup` prints. @public */
export interface LookupReport {
  /** The best base image, or null when none qualifies. */
  baseImage: string | null;
  /** What it covers of the closed set; empty when there is none. */
  covered: PackageWithExtras[];
  /** What it does not cover of the closed set; all of it when there is none. */
  uncovered: PackageWithExtras[];
  /** covered / required by it, 0 when there is none, null when nothing is required. */
  coverage: number | null;
  /** The other base images that qualify, best first. */
  alternatives: BaseImageCoverage[];
}

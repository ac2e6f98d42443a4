import { BaseImage } from '../model/BaseImage';
import { Diagnostic } from '../model/Diagnostic';
import { Lambda } from '../model/Lambda';
import { Package } from '../model/Package';

/** A package with its edges. @public */
export interface SnapshotPackage extends Package {
  /** Internal packages of the main requirements, whatever their binding, sorted. */
  dependencies: string[];
}

/** A Lambda with the base image that fits it best. @public */
export interface SnapshotLambda extends Lambda {
  /** Name of the base image that covers most of what it requires, or null when none covers anything. */
  baseImage: string | null;
  /** covered / required by that base image, from 0 to 1, not rounded; null when nothing is required. */
  coverage: number | null;
}

/** Everything that the last good scan of a source found. @public */
export interface Snapshot {
  sourceId: string;
  /** When the scan ended (ISO 8601). */
  scannedAt: string;
  revision: string | null;
  treeHash: string;
  packages: SnapshotPackage[];
  lambdas: SnapshotLambda[];
  baseImages: BaseImage[];
  diagnostics: Diagnostic[];
}

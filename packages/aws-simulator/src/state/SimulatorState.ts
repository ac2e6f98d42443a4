import { RegionState } from './RegionState';

/** A version of an object; its bytes are in the blob store. @public */
export interface ObjectVersionState {
  versionId: string;
  /** Digest of its bytes in the blob store. */
  blob: string;
  size: number;
  etag: string;
  /** Checksums that came with it, by lower-case algorithm, in base64. */
  checksums: Record<string, string>;
  contentType: string;
  metadata: Record<string, string>;
  modifiedAt: number;
  /** True for a delete marker, which hides the object. */
  deleted?: boolean;
}

/** A bucket. @public */
export interface BucketState {
  name: string;
  account: string;
  region: string;
  versioning?: 'Enabled' | 'Suspended';
  /** Its policy lets every account read and write. */
  openToAll?: boolean;
  /** Versions by key, newest last. */
  objects: Record<string, ObjectVersionState[]>;
}

/** A role that can be assumed. @public */
export interface RoleState {
  arn: string;
  externalId?: string;
}

/** Temporary credentials that AssumeRole gave out. @public */
export interface SessionState {
  account: string;
  principal: string;
  token: string;
  expiresAt: number;
}

/** Everything that the simulator knows, as plain JSON. @public */
export interface SimulatorState {
  version: 1;
  /** By `account/region`. */
  regions: Record<string, RegionState>;
  buckets: Record<string, BucketState>;
  /** By ARN. */
  roles: Record<string, RoleState>;
  /** By access key id. */
  sessions: Record<string, SessionState>;
}

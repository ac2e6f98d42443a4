/** What the answers of S3 say of an object, mostly in headers. */
export interface ObjectDescription {
  Body?: Buffer;
  ContentLength?: number;
  ContentType?: string;
  DeleteMarker?: boolean;
  ETag?: string;
  /** Milliseconds since 1970. */
  LastModified?: number;
  ServerSideEncryption?: string;
  VersionId?: string;
  /** By lower-case algorithm, in base64. */
  checksums?: Record<string, string>;
  metadata?: Record<string, string>;
}

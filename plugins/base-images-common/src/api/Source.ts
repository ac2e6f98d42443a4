/** How the entities of a source are made; from the configuration. @public */
export interface SourceEntitySettings {
  /** Namespace of every entity of the source. */
  namespace: string;
  /** Put before every entity name; may be empty. */
  namePrefix: string;
  /** `short` names a Lambda by the folder of its Dockerfile, `path` by the whole path. */
  names: 'short' | 'path';
  /** Name of the System entity that stands for the monorepo. */
  system: string;
  /** Owner of whatever CODEOWNERS does not give to a mapped owner; a full entity ref. */
  defaultOwner: string;
  /** CODEOWNERS owner (`@org/team`, `@user`, e-mail address) to full entity ref. */
  owners: Record<string, string>;
  /** Lifecycle where no classifier says one. */
  lifecycle: string;
  /** `spec.type` of the entities. */
  types: { package: string; lambda: string; baseImage: string };
  /**
   * Where entities that people write for parts of the monorepo may come from besides the monorepo itself: addresses of files and
   * folders, or whole locations such as `my-provider:acme`.
   */
  trustedLocations: string[];
}

/** What the last scans of a source gave. @public */
export interface SourceScan {
  /** `pending` before the first good scan, `failed` while the last scan failed (what an earlier one found stays). */
  state: 'pending' | 'ok' | 'failed';
  /** Commit of the last good scan, or null when it is not exactly one. */
  revision: string | null;
  /** Hash of all files at the last good scan, or null before it. */
  treeHash: string | null;
  /** When the last good scan ended (ISO 8601), or null before it. */
  scannedAt: string | null;
  /** When the last scan failed (ISO 8601), or null when it did not. */
  failedAt: string | null;
  /** Why the last scan failed and what to do, or null when it did not. */
  error: string | null;
  packages: number;
  lambdas: number;
  baseImages: number;
  /** Number of diagnostics by severity. */
  diagnostics: { error: number; warning: number; info: number };
}

/** A monorepo that is watched. @public */
export interface Source {
  id: string;
  /** URL or local folder, as configured. */
  target: string;
  entities: SourceEntitySettings;
  scan: SourceScan;
}

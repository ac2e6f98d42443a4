/**
 * What asks for a requirement: the distribution itself (`main`), one of its extras, a dependency group
 * (PEP 735; never part of the built distribution), or its build backend (`build-system.requires`).
 *
 * @public
 */
export type RequirementKind =
  'main' | `extra:${string}` | `group:${string}` | 'build';

/**
 * Where what a requirement names comes from: this monorepo's own sources, a pinned or published version of an internal
 * name (edits here do not change it), or an index.
 *
 * @public
 */
export type RequirementBinding = 'working-tree' | 'pinned' | 'registry';

/** One dependency specifier (PyPA "Dependency specifiers", formerly PEP 508) of a package, with where it is written. @public */
export interface Requirement {
  kind: RequirementKind;
  /** Normalised name (PyPA "Names and normalization"). */
  name: string;
  /** Normalised extras that are asked for, sorted. */
  extras: string[];
  /** The version specifier as written, without spaces at its ends; empty where none is given. */
  specifier: string;
  /** The URL of a direct reference, or null. */
  url: string | null;
  /** The environment marker as written, or null. */
  marker: string | null;
  binding: RequirementBinding;
  /** Path of the file it is written in. */
  file: string;
  /** 1-based line in that file, or null when the format gives none. */
  line: number | null;
}

/** One Python distribution of the monorepo. @public */
export interface Package {
  /** Normalised name (PyPA "Names and normalization"); unique in a monorepo. */
  name: string;
  /** The name as the manifest spells it. */
  declaredName: string;
  /** Folder from the root of the source tree, with `/`; `.` for the root. */
  path: string;
  /** Path of the manifest. */
  manifest: string;
  /** The static version, or null when it is dynamic or not given. */
  version: string | null;
  /** The one-line summary, or null. */
  description: string | null;
  /** `requires-python`, or null. */
  requiresPython: string | null;
  /** Trove classifiers as written. */
  classifiers: string[];
  /** Normalised names of the extras that it offers, sorted. */
  extras: string[];
  /** Everything it asks for, of every kind, in the order of the manifest. */
  requirements: Requirement[];
  /**
   * Normalised names of the dependency groups that its tool installs unless told otherwise, sorted: `tool.uv.default-groups`, those of
   * Poetry that are not optional, else `dev`.
   */
  defaultGroups: string[];
  /** Root folder of the uv workspace that it is a member of (uv "Using workspaces"), or null. */
  uvWorkspace: string | null;
  /**
   * Set where tools that install a project install what it needs, without itself; pip installs it nevertheless. `declared`: the
   * manifest says so (`tool.uv.package`, Poetry's `package-mode`, PDM's `distribution`). `undeclared`: it has no build system and no
   * `[tool.uv.sources]` names it, so that uv takes it for an application, and no other tool does.
   */
  virtual: 'declared' | 'undeclared' | null;
  /** True when a build backend may add requirements that the manifest does not show (`dynamic`). */
  incomplete: boolean;
  /** Owners that CODEOWNERS gives to the manifest, as written there; empty where none match. */
  owners: string[];
  /** Hash over the package's own files (64 hex digits), nested packages left out. */
  sourceHash: string;
}

/** A package together with the extras of it that are meant; extras are normalised and sorted. @public */
export interface PackageWithExtras {
  package: string;
  extras: string[];
}

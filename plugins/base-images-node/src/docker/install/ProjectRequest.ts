import { DistributionFormat } from './distributionFiles';

/** Which dependency groups are meant. */
export interface GroupChoice {
  /** `default`: those that the project says. */
  start: 'none' | 'default' | 'all';
  named: readonly string[];
  without: readonly string[];
}

/** What a command of uv, Poetry or PDM asks for that installs a project with what it needs. */
export interface ProjectRequest {
  tool: 'uv' | 'poetry' | 'pdm';
  /** `export`: it writes a requirements file; `build`: it builds wheels into {@link ProjectRequest.output}. */
  kind: 'install' | 'export' | 'build';
  /** Folder to start from, as written; undefined for the working folder. */
  folder: string | undefined;
  /** Workspace members that are asked for by name. */
  packages: readonly string[];
  allPackages: boolean;
  extras: readonly string[];
  allExtras: boolean;
  groups: GroupChoice;
  /** Only groups, not the main requirements; with Poetry the project itself nevertheless. */
  onlyGroups: boolean;
  /** Whether the project itself is left out. */
  withoutProject: boolean;
  /** Whether every package of the workspace is left out. */
  withoutWorkspace: boolean;
  /** Packages that are left out. */
  without: readonly string[];
  /** What `build` builds. */
  formats: readonly DistributionFormat[];
  /** Path, as written, of the file or folder that is written. */
  output: string | undefined;
  /** Whether the active environment is used instead of the project's own. */
  active: boolean;
}

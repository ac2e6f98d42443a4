/** What one command of an installer asks for; texts are as the shell hands them over. */
export interface InstallRequest {
  /** `wheel`: it builds wheels into {@link InstallRequest.target} and installs nothing. */
  kind: 'install' | 'wheel';
  /** pip and uv tell paths from names by different rules. */
  tool: 'pip' | 'uv';
  items: readonly { text: string; editable: boolean }[];
  requirementFiles: readonly string[];
  /** Dependency groups, as `name` or `path:name`, where the path is that of a pyproject.toml. */
  groups: readonly string[];
  /** Extras of the projects among the requirements files (uv). */
  extras: readonly string[];
  allExtras: boolean;
  noDependencies: boolean;
  /** Folder of `--target`, `--prefix` or `--root`, or of the wheels. */
  target: string | undefined;
  /** `--user`. */
  user: boolean;
  /** Folders of `--find-links`. */
  findLinks: readonly string[];
  /** Interpreter of `--python`. */
  python: string | undefined;
}

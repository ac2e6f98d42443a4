/** Two packages that the files of a case may refer to. */
export const NEIGHBOURHOOD: Readonly<Record<string, string>> = {
  'b/pyproject.toml':
    '[project]\nname = "b"\nversion = "1"\ndependencies = ["c[x]>=1"]\n',
  'b/src/b/__init__.py': '',
  'c/pyproject.toml':
    '[project]\nname = "c"\nversion = "1"\n[project.optional-dependencies]\nx = ["requests"]\n',
};

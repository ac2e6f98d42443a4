/** Manifests that use as much of their formats as possible, by file name. */
export const manifestTexts = {
  'pyproject.toml': `[build-system]
requires = ["setuptools", "setuptools_scm"]
build-backend = "setuptools.build_meta"
[project]
name = "a"
version = "1"
dynamic = ["dependencies"]
dependencies = ["b[x]>=1 ; python_version < '3'", "c @ file:///\${PROJECT_ROOT}/../c"]
[project.optional-dependencies]
x = ["""d""", 'e']
[dependency-groups]
g = [{include-group = "h"}, "f"]
h = []
[tool.setuptools.dynamic]
dependencies = { file = ["r.txt"] }
[tool.poetry]
name = "a"
packages = [{ include = "x", from = "../y" }]
[tool.poetry.dependencies]
python = "^3.8"
"b.c" = [{ version = "~1", markers = "os_name == 'nt'" }, { path = "../b" }]
[tool.poetry.group.dev.dependencies]
i = "*"
[tool.uv]
dev-dependencies = ["j"]
[tool.uv.sources]
b = { workspace = true }
[tool.uv.workspace]
members = ["*", "**/x"]
[[tool.more]]
z = 1979-05-27T07:32:00Z
[tool.hatch.metadata.hooks.uv-dynamic-versioning]
dependencies = ["b=={{ version }}"]
`,
  'setup.cfg':
    '[metadata]\nname = a\n[options]\ninstall_requires =\n  b>=1\n  c\n[options.extras_require]\nx = file: r.txt\n',
  'setup.py':
    'from setuptools import setup\nR = ["b"]\nsetup(name="a", version="1", install_requires=R + ["c"], extras_require={"x": ["d"]})\n',
  'r.txt': 'b>=1\n-r r.txt\n# c\n',
};

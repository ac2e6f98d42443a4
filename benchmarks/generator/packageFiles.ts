import { PlannedPackage } from './MonorepoPlan';

/** The files of a package by their path from the root. */
export function packageFiles(item: PlannedPackage): Map<string, string> {
  const module = item.name.replaceAll('-', '_');
  return new Map([
    [`${item.path}/pyproject.toml`, manifest(item, module)],
    [
      `${item.path}/README.md`,
      `# ${item.name}\n\nA package of a synthetic monorepo.\n`,
    ],
    [`${item.path}/src/${module}/__init__.py`, `"""${item.name}."""\n`],
    [`${item.path}/src/${module}/core.py`, source(item)],
    [
      `${item.path}/tests/test_core.py`,
      `from ${module}.core import value\n\n\ndef test_value():\n    assert value() > 0\n`,
    ],
  ]);
}

function manifest(item: PlannedPackage, module: string): string {
  return item.tool === 'poetry'
    ? poetryManifest(item, module)
    : projectManifest(item, module);
}

function projectManifest(item: PlannedPackage, module: string): string {
  const uv = item.tool === 'uv';
  const internal = [
    ...new Set([item.dependencies, ...item.extras.values()].flat()),
  ];
  return `[build-system]
requires = ["${uv ? 'hatchling' : 'setuptools>=61'}"]
build-backend = "${uv ? 'hatchling.build' : 'setuptools.build_meta'}"

[project]
name = "${item.name}"
version = "0.1.0"
description = "A package of a synthetic monorepo"
readme = "README.md"
requires-python = ">=3.11"
classifiers = ["Development Status :: 4 - Beta"]
dependencies = [
${[...item.dependencies.map(({ name }) => name), ...item.thirdParty].map(toLine).join('')}]
${[...item.extras].map(([extra, packages]) => `\n[project.optional-dependencies]\n${extra} = [\n${packages.map(({ name }) => toLine(name)).join('')}]\n`).join('')}
[dependency-groups]
dev = ["pytest>=8"]
${
  uv && internal.length > 0
    ? `\n[tool.uv.sources]\n${internal.map(({ name }) => `${name} = { workspace = true }\n`).join('')}`
    : ''
}
${uv ? `[tool.hatch.build.targets.wheel]\npackages = ["src/${module}"]` : '[tool.setuptools.packages.find]\nwhere = ["src"]'}
`;
}

function toLine(requirement: string): string {
  return `  ${JSON.stringify(requirement).replaceAll('\\"', "'")},\n`;
}

function poetryManifest(item: PlannedPackage, module: string): string {
  const up = item.path
    .split('/')
    .map(() => '..')
    .join('/');
  const internal = (packages: PlannedPackage[], optional = '') =>
    packages
      .map(
        ({ name, path }) =>
          `${name} = { path = "${up}/${path}", develop = true${optional} }\n`,
      )
      .join('');
  const optional = [...item.extras].map(
    ([extra, packages]) =>
      [
        extra,
        packages.filter(other => !item.dependencies.includes(other)),
      ] as const,
  );
  return `[tool.poetry]
name = "${item.name}"
version = "0.1.0"
description = "A package of a synthetic monorepo"
authors = []
packages = [{ include = "${module}", from = "src" }]

[tool.poetry.dependencies]
python = "^3.11"
${internal(item.dependencies)}${optional.map(([, packages]) => internal(packages, ', optional = true')).join('')}${item.thirdParty.map(poetryLine).join('')}
${optional.length > 0 ? `[tool.poetry.extras]\n${optional.map(([extra, packages]) => `${extra} = [${packages.map(({ name }) => `"${name}"`).join(', ')}]\n`).join('')}` : ''}
[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
`;
}

function poetryLine(requirement: string): string {
  const [, name, version] = /^([\w-]+)([^;]*)/.exec(requirement)!;
  return `${name} = "${version || '*'}"\n`;
}

function source(item: PlannedPackage): string {
  const imports = item.dependencies
    .map(({ name }) => `import ${name.replaceAll('-', '_')}.core\n`)
    .join('');
  return `${imports}\n\ndef value() -> int:\n    return ${item.dependencies.length + 1}\n`;
}

import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { parseRequirement } from '../parseRequirement';
import { parsePoetryConstraint } from '../poetryConstraint';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, RequirementDraft, RequirementOrigin } from './PackageDraft';
import { poetryMarker } from './poetryMarker';
import { reportInvalidRequirement } from './toRequirementDraft';
import { pathOrigin } from './urlOrigin';

/** One dependency of Poetry; several of one name differ by their markers. */
interface PoetryDependency {
  draft: RequirementDraft;
  optional: boolean;
}

/** Reads `[tool.poetry]` where it is the package's metadata: Poetry 1, or Poetry 2 with dynamic dependencies. */
export function readPoetry(folder: ManifestFolder, poetry: TomlNode): Metadata {
  const table = poetry.get('dependencies');
  const dependencies = table ? readDependencies(folder, 'main', table) : [];
  const python = table?.get('python')?.string;
  return {
    declaredName: poetry.get('name')?.string,
    namePlace: poetry.get('name'),
    version: poetry.get('version')?.string,
    description: poetry.get('description')?.string,
    classifiers: poetry.get('classifiers')?.strings,
    requiresPython: python && toSpecifier(python),
    dependencies: dependencies
      .filter(({ optional }) => !optional)
      .map(({ draft }) => draft),
    optionalDependencies: readExtras(
      folder,
      poetry.get('extras'),
      dependencies,
    ),
  };
}

/**
 * Reads the groups of `[tool.poetry]`, `include-groups` expanded one level deep, as Poetry does, and the older
 * `dev-dependencies`.
 */
export function readPoetryGroups(
  folder: ManifestFolder,
  poetry: TomlNode,
): RequirementDraft[] {
  const groups = new Map<string, RequirementDraft[]>();
  const tables: [string, TomlNode | undefined][] = [
    ['dev', poetry.get('dev-dependencies')],
    ...(poetry.get('group')?.entries ?? []).map(
      ([declared, group]): [string, TomlNode | undefined] => [
        normalizeName(declared),
        group.get('dependencies'),
      ],
    ),
  ];
  for (const [name, table] of tables) {
    const drafts = table
      ? readDependencies(folder, `group:${name}`, table)
      : [];
    groups.set(name, [
      ...(groups.get(name) ?? []),
      ...drafts.map(({ draft }) => draft),
    ]);
  }
  const included = (poetry.get('group')?.entries ?? []).flatMap(
    ([declared, group]) => {
      const name = normalizeName(declared);
      const others = new Set(
        group.get('include-groups')?.strings.map(normalizeName),
      );
      others.delete(name);
      return [...others].flatMap(other =>
        (groups.get(other) ?? []).map(draft => ({
          ...draft,
          kind: `group:${name}` as const,
        })),
      );
    },
  );
  return [...groups.values()].flat().concat(included);
}

/**
 * Where `[tool.poetry.dependencies]` says that requirements of `[project]` come from: with Poetry 2 it only enriches them for
 * locking, and that is where relative paths stand.
 */
export function readPoetryOrigins(
  folder: ManifestFolder,
  poetry: TomlNode,
): Map<string, RequirementOrigin> {
  const origins = new Map<string, RequirementOrigin>();
  for (const [declared, node] of poetry.get('dependencies')?.entries ?? []) {
    const [entry] = node.isArray ? node.items : [node];
    const origin = entry && readOrigin(folder, entry);
    if (origin) {
      origins.set(normalizeName(declared), origin);
    }
  }
  return origins;
}

function readDependencies(
  folder: ManifestFolder,
  kind: RequirementKind,
  table: TomlNode,
): PoetryDependency[] {
  return table.entries.flatMap(([declared, node]) => {
    if (kind === 'main' && declared.toLowerCase() === 'python') {
      return [];
    }
    const parse = parseRequirement(declared);
    if (!parse.ok || parse.requirement.declaredName !== declared) {
      reportInvalidRequirement(folder, declared, node, 'Expected a name');
      return [];
    }
    const { name } = parse.requirement;
    return (node.isArray ? node.items : [node]).flatMap(
      entry => readDependency(folder, kind, name, entry) ?? [],
    );
  });
}

function readDependency(
  folder: ManifestFolder,
  kind: RequirementKind,
  name: string,
  node: TomlNode,
): PoetryDependency | undefined {
  if (node.string === undefined && !node.isTable) {
    reportInvalidRequirement(
      folder,
      name,
      node,
      'Expected a version or a table',
    );
    return undefined;
  }
  const constraint = (node.string ?? node.get('version')?.string ?? '').trim();
  const alternatives = parsePoetryConstraint(constraint);
  if (!alternatives) {
    reportInvalidRequirement(
      folder,
      `${name} ${constraint}`,
      node,
      'Expected a version constraint of Poetry',
    );
    return undefined;
  }
  return {
    optional: node.get('optional')?.boolean === true,
    draft: {
      kind,
      name,
      extras: [
        ...new Set(node.get('extras')?.strings.map(normalizeName)),
      ].sort(),
      specifier: constraint === '*' ? '' : constraint,
      specifiers: alternatives.map(clauses => clauses.join(',')),
      url: readUrl(node),
      marker: poetryMarker({
        markers: node.get('markers')?.string,
        python: node.get('python')?.string,
        platform: node.get('platform')?.string,
      }),
      file: node.file,
      line: node.line,
      origin: readOrigin(folder, node),
    },
  };
}

function readUrl(node: TomlNode): string | null {
  const git = node.get('git')?.string;
  if (git === undefined) {
    return node.get('url')?.string ?? null;
  }
  const revision = ['rev', 'tag', 'branch']
    .map(key => node.get(key)?.string)
    .find(value => value !== undefined);
  const folder = node.get('subdirectory')?.string;
  return `git+${git}${revision ? `@${revision}` : ''}${folder ? `#subdirectory=${folder}` : ''}`;
}

function readOrigin(
  folder: ManifestFolder,
  node: TomlNode,
): RequirementOrigin | undefined {
  const path = node.get('path')?.string;
  if (path !== undefined) {
    return pathOrigin(folder, path);
  }
  return ['git', 'url', 'file'].some(key => node.get(key))
    ? { type: 'published' }
    : undefined;
}

function readExtras(
  folder: ManifestFolder,
  table: TomlNode | undefined,
  dependencies: PoetryDependency[],
): Map<string, RequirementDraft[]> {
  const extras = new Map<string, RequirementDraft[]>();
  for (const [declared, list] of table?.entries ?? []) {
    const extra = normalizeName(declared);
    const drafts = list.items.flatMap(item => {
      const name = normalizeName(item.string ?? '');
      const members = dependencies.filter(({ draft }) => draft.name === name);
      if (members.length === 0) {
        reportInvalidRequirement(
          folder,
          item.string ?? item.label,
          item,
          'An extra names optional dependencies of tool.poetry.dependencies only',
        );
      }
      return members
        .filter(({ optional }) => optional)
        .map(({ draft }) => ({ ...draft, kind: `extra:${extra}` as const }));
    });
    extras.set(extra, [...(extras.get(extra) ?? []), ...drafts]);
  }
  return extras;
}

/** `requires-python` in the language of the standard where one range says it all. */
function toSpecifier(constraint: string): string {
  const alternatives = parsePoetryConstraint(constraint);
  return alternatives?.length === 1 ? alternatives[0].join(',') : constraint;
}

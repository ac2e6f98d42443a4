import { parseRequirement } from '../parseRequirement';
import { TomlNode } from '../toml/TomlNode';

/** Plugins of build backends that make versions of tags, by the name of their distribution. */
const PLUGINS = new Set([
  'setuptools-scm',
  'setuptools-git-versioning',
  'setuptools-vcs-versioning',
  'versioningit',
  'versioneer',
  'pbr',
]);

/**
 * The place that says that the version comes from tags of the version control, so that it depends on more than the files.
 */
export function versionFromVcs(root: TomlNode): TomlNode | undefined {
  const tool = root.get('tool');
  const sources = [
    tool?.get('hatch', 'version', 'source'),
    tool?.get('pdm', 'version', 'source'),
  ];
  const source = sources.find(node =>
    ['vcs', 'scm', 'uv-dynamic-versioning', 'versioningit'].includes(
      node?.string ?? '',
    ),
  );
  const poetry = tool?.get('poetry-dynamic-versioning', 'enable');
  if (source || poetry?.boolean === true) {
    return source ?? poetry;
  }
  const isDynamic = root.get('project', 'dynamic')?.strings.includes('version');
  if (!isDynamic && root.get('project')) {
    return undefined;
  }
  const table =
    tool?.get('setuptools_scm') ??
    tool?.get('setuptools-git-versioning') ??
    tool?.get('versioneer') ??
    tool?.get('versioningit');
  if (table) {
    return table;
  }
  const setsVersion = tool?.get('setuptools', 'dynamic', 'version');
  return setsVersion
    ? undefined
    : root.get('build-system', 'requires')?.items.find(item => {
        const parse = parseRequirement(item.string ?? '');
        return parse.ok && PLUGINS.has(parse.requirement.name);
      });
}

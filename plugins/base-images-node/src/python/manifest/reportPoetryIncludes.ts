import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';

/**
 * Reports packages of `[tool.poetry]` whose sources lie outside of the folder (`{ include = "common", from = "../shared/src" }`):
 * they are built into the distribution without being a requirement of it.
 */
export function reportPoetryIncludes(
  folder: ManifestFolder,
  root: TomlNode,
): void {
  for (const entry of root.get('tool', 'poetry', 'packages')?.items ?? []) {
    const from = entry.get('from')?.string;
    const path = from === undefined ? folder.path : folder.resolve(from);
    const isInside =
      folder.path === '.' ||
      path === folder.path ||
      path?.startsWith(`${folder.path}/`);
    if (!isInside) {
      folder.report(
        'source-include',
        'warning',
        entry,
        `The package takes sources from ${path ?? from}, which is not its own folder.`,
        'Changes there do not count as changes of this package: make them a package, and require it.',
      );
    }
  }
}

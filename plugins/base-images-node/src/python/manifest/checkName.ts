import { parseRequirement } from '../parseRequirement';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';

/** Whether a table gives a valid name of a project (PyPA "Names and normalization"); reports it when it does not. */
export function checkName(
  folder: ManifestFolder,
  table: TomlNode,
  declaredName: string | undefined,
): boolean {
  const node = table.get('name');
  if (!node) {
    folder.invalidManifest(
      table,
      'The project has no name.',
      `Give ${table.label}.name; it is the one field that may not be dynamic.`,
    );
    return false;
  }
  if (declaredName === undefined) {
    if (node.string === undefined) {
      folder.invalidManifest(node, `${node.label} is not a string.`);
    }
    return false;
  }
  if (isValidName(declaredName)) {
    return true;
  }
  folder.invalidManifest(
    node,
    `'${declaredName}' is not a valid name of a project.`,
    'Use letters, digits, -, _ and . only, with a letter or digit at both ends.',
  );
  return false;
}

/** Whether a text is the name of a project and nothing else. */
export function isValidName(text: string): boolean {
  const parse = parseRequirement(text);
  return parse.ok && parse.requirement.declaredName === text;
}

import { TomlDocument } from '../toml/TomlDocument';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';

/** The root of a TOML file, or undefined, with a diagnostic, when it cannot be parsed. */
export async function readToml(
  folder: ManifestFolder,
  file: string,
): Promise<TomlNode | undefined> {
  const text = await folder.readText(file);
  if (text === undefined) {
    return undefined;
  }
  const parsed = TomlDocument.parse(file, text);
  if ('document' in parsed) {
    return parsed.document.root;
  }
  const { message, line, column } = parsed.problem;
  folder.invalidManifest(
    { file, line, column },
    `The file is not valid TOML: ${message.replace(/^Invalid TOML document: /, '')}.`,
    'Correct the TOML syntax at this place.',
  );
  return undefined;
}

import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { parseRequirementsFile } from '../parseRequirementsFile';
import { FindingPlace } from './FindingPlace';
import { ManifestFolder } from './ManifestFolder';
import { RequirementDraft } from './PackageDraft';
import { fromParsed, reportInvalidRequirement } from './toRequirementDraft';

/**
 * Reads the files that a manifest names for dynamic requirements. Build backends take dependency specifiers and comments only
 * there (setuptools "Dynamic Metadata"), so every other line is reported. Undefined when one of the files is not there.
 */
export async function readRequirementFiles(
  folder: ManifestFolder,
  kind: RequirementKind,
  names: readonly string[],
  place: FindingPlace,
): Promise<RequirementDraft[] | undefined> {
  const drafts: RequirementDraft[] = [];
  for (const name of names) {
    const file = await folder.find(name);
    if (file === undefined) {
      folder.invalidManifest(
        place,
        `The file ${name}, which holds requirements, does not exist.`,
        'Add the file, or correct its path relative to the manifest.',
      );
      return undefined;
    }
    const text = await folder.readText(file);
    if (text === undefined) {
      return undefined;
    }
    for (const line of parseRequirementsFile(text)) {
      const at = { file, line: line.line };
      if (line.type === 'requirement' && !line.editable) {
        drafts.push(fromParsed(folder, kind, line.requirement, at));
      } else {
        reportInvalidRequirement(
          folder,
          line.text,
          at,
          line.type === 'invalid'
            ? line.message
            : 'Build backends take dependency specifiers only',
        );
      }
    }
  }
  return drafts;
}

import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { ParsedRequirement, parseRequirement } from '../parseRequirement';
import { FindingPlace } from './FindingPlace';
import { ManifestFolder } from './ManifestFolder';
import { RequirementDraft } from './PackageDraft';
import { urlOrigin } from './urlOrigin';

/** Reads one requirement string; undefined, with an `invalid-requirement` diagnostic, when it is none. */
export function toRequirementDraft(
  folder: ManifestFolder,
  kind: RequirementKind,
  text: string,
  place: FindingPlace,
): RequirementDraft | undefined {
  const parse = parseRequirement(text);
  if (!parse.ok) {
    reportInvalidRequirement(folder, text, place, parse.message);
    return undefined;
  }
  return fromParsed(folder, kind, parse.requirement, place);
}

/** A requirement draft of what was parsed already. */
export function fromParsed(
  folder: ManifestFolder,
  kind: RequirementKind,
  { name, extras, specifier, url, marker }: ParsedRequirement,
  { file, line }: FindingPlace,
): RequirementDraft {
  return {
    kind,
    name,
    extras,
    specifier,
    url: url ?? null,
    marker: marker?.text ?? null,
    file,
    line: line ?? null,
    origin: url === undefined ? undefined : urlOrigin(folder, url),
  };
}

export function reportInvalidRequirement(
  folder: ManifestFolder,
  text: string,
  place: FindingPlace,
  reason: string,
): void {
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  folder.report(
    'invalid-requirement',
    'error',
    place,
    `'${shown}' is not a valid requirement: ${reason}.`,
    'Write it as the dependency specifier standard says, such as name[extra]>=1.0; the other requirements are read.',
  );
}

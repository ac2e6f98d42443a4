import {
  Package,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { applyUvSources, EffectiveUvSources } from './applyUvSources';
import { RequirementBinder } from './createRequirementBinder';
import { DiscoveredPackage } from './DiscoveredPackage';
import { PackageDraft, RequirementDraft } from './manifest/PackageDraft';
import { UvSources } from './manifest/readUvSources';

interface Bound {
  internal: object;
  tables: readonly UvSources[];
  drafts: readonly RequirementDraft[];
  item: DiscoveredPackage;
}

const known = new WeakMap<PackageDraft, Bound>();

/**
 * A package whose requirements say where they come from.
 *
 * @remarks
 * As long as the same draft becomes the same package it stays the same
 * object, so that later scans can tell at a glance what has changed.
 *
 * @param internal - Stands for names, folders and versions of the internal packages: the same as long as these are.
 */
export function bindPackage(
  draft: PackageDraft,
  sources: EffectiveUvSources,
  virtual: Package['virtual'],
  bind: RequirementBinder,
  internal: object,
): DiscoveredPackage {
  const { tables, workspace } = sources;
  const found = known.get(draft);
  const before =
    found?.item.uvWorkspace === workspace && found?.item.virtual === virtual
      ? found
      : undefined;
  const hasSameTables =
    before?.tables.length === tables.length &&
    before.tables.every((table, index) => table === tables[index]);
  if (hasSameTables && before.internal === internal) {
    return before.item;
  }
  const drafts = hasSameTables
    ? before.drafts
    : applyUvSources(draft.requirements, sources);
  const requirements = drafts.flatMap(requirement => bind(requirement) ?? []);
  const isSame =
    hasSameTables &&
    before.item.requirements.length === requirements.length &&
    before.item.requirements.every((requirement, index) =>
      isSameRequirement(requirement, requirements[index]),
    );
  const { namePlace, installMode, ...rest } = draft;
  const item = isSame
    ? before.item
    : {
        ...rest,
        requirements,
        uvWorkspace: workspace,
        virtual,
      };
  known.set(draft, { internal, tables, drafts, item });
  return item;
}

/** Whether two requirements that were made of the same drafts are equal; such share their lists. */
function isSameRequirement(a: Requirement, b: Requirement): boolean {
  return (
    a.name === b.name &&
    a.binding === b.binding &&
    a.line === b.line &&
    a.file === b.file &&
    a.kind === b.kind &&
    a.specifier === b.specifier &&
    a.url === b.url &&
    a.marker === b.marker &&
    a.extras === b.extras
  );
}

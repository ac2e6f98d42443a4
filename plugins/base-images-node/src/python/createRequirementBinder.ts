import {
  Requirement,
  RequirementBinding,
} from '@base-images/backstage-plugin-base-images-common';
import { explain } from '@renovatebot/pep440';
import { PackageDraft, RequirementDraft } from './manifest/PackageDraft';
import { satisfiesSpecifier } from './satisfiesSpecifier';

/** What is known of the internal packages. */
export interface InternalPackages {
  byName: ReadonlyMap<string, PackageDraft>;
  /** By folder. */
  byPath: ReadonlyMap<string, PackageDraft>;
}

/** Decides where what a requirement names comes from; undefined for one that names only a folder in which no package is. */
export type RequirementBinder = (
  draft: RequirementDraft,
) => Requirement | undefined;

/** A {@link RequirementBinder} for the packages of one monorepo. */
export function createRequirementBinder(
  internal: InternalPackages,
): RequirementBinder {
  const isSatisfied = createSatisfactionCheck();
  return draft => {
    const { origin, specifiers, ...requirement } = draft;
    const name =
      requirement.name === '' && origin?.type === 'folder'
        ? internal.byPath.get(origin.path ?? '')?.name
        : requirement.name;
    if (!name) {
      return undefined;
    }
    const target = internal.byName.get(name);
    return {
      ...requirement,
      name,
      binding: target ? bindInternal(draft, target, isSatisfied) : 'registry',
    };
  };
}

/** An internal name is taken from the working tree unless something speaks against it. */
function bindInternal(
  { origin, specifier, specifiers = [specifier] }: RequirementDraft,
  target: PackageDraft,
  isSatisfied: SatisfactionCheck,
): RequirementBinding {
  switch (origin?.type) {
    case 'workspace':
      return 'working-tree';
    case 'folder':
      return origin.path === target.path ? 'working-tree' : 'pinned';
    case 'published':
      return 'pinned';
    default: {
      const { version } = target;
      const isRefused =
        version !== null &&
        specifiers.every(
          alternative => isSatisfied(version, alternative) === false,
        );
      return isRefused ? 'pinned' : 'working-tree';
    }
  }
}

/** Undefined when the version is none, or the specifier cannot be understood. */
type SatisfactionCheck = (
  version: string,
  specifier: string,
) => boolean | undefined;

/** Versions take long to parse and the same few come up again and again, so answers are kept. */
function createSatisfactionCheck(): SatisfactionCheck {
  const answers = new Map<string, boolean | undefined>();
  return (version, specifier) => {
    if (specifier === '') {
      return true;
    }
    const key = `${version} ${specifier}`;
    if (!answers.has(key)) {
      answers.set(
        key,
        explain(version.trim())
          ? satisfiesSpecifier(version, specifier)
          : undefined,
      );
    }
    return answers.get(key);
  };
}

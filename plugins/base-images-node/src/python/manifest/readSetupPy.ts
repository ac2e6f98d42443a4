import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { findSetupArguments } from '../setup/findSetupArguments';
import { parseRequirementsFile } from '../parseRequirementsFile';
import { COMPUTED_PART, LiteralValue } from '../setup/LiteralValue';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, RequirementDraft } from './PackageDraft';
import { fromParsed, toRequirementDraft } from './toRequirementDraft';

/** Programs that people write are much shorter; in one without sense the parser looks long for some. */
const MAX_LENGTH = 100_000;

/** What `setup.py` gives without being run; fields that it computes are named. */
export interface SetupPyMetadata extends Metadata {
  computed: Set<'dependencies' | 'optional-dependencies'>;
  /** 1-based line of the call. */
  line: number;
}

/** Reads the literal arguments of the `setup()` call in `setup.py`; undefined where there is none. */
export async function readSetupPy(
  folder: ManifestFolder,
): Promise<SetupPyMetadata | undefined> {
  const file = folder.resolve('setup.py');
  const text = folder.has(file) ? await folder.readText(file) : undefined;
  if (file === undefined || text === undefined) {
    return undefined;
  }
  if (text.length > MAX_LENGTH) {
    folder.report(
      'invalid-manifest',
      'warning',
      { file },
      `The program is larger than ${MAX_LENGTH} characters and is not read.`,
      'Declare the package in the [project] table of a pyproject.toml.',
    );
    return undefined;
  }
  const setup = findSetupArguments(text);
  if (!setup) {
    return undefined;
  }
  const computed: SetupPyMetadata['computed'] = new Set();
  const required = setup.values.get('install_requires');
  const extras = setup.values.get('extras_require');
  const name = setup.values.get('name');
  if (!required && setup.hasUnpacking) {
    computed.add('dependencies');
  }
  if (extras?.type === 'computed' || (!extras && setup.hasUnpacking)) {
    computed.add('optional-dependencies');
  }
  const drafts = required && (await toDrafts(folder, file, 'main', required));
  if (drafts?.isPartial) {
    computed.add('dependencies');
  }
  return {
    declaredName: toText(name),
    namePlace: name?.type === 'text' ? { file, line: name.line } : undefined,
    version: toText(setup.values.get('version')),
    description: toText(setup.values.get('description')),
    requiresPython: toText(setup.values.get('python_requires')),
    classifiers: toItems(setup.values.get('classifiers'))?.flatMap(
      item => toText(item) ?? [],
    ),
    dependencies: drafts?.found,
    optionalDependencies:
      extras && (await toExtras(folder, file, extras, computed)),
    computed,
    line: setup.line,
  };
}

function toText(value: LiteralValue | undefined): string | undefined {
  return value?.type === 'text' && !value.text.includes(COMPUTED_PART)
    ? value.text
    : undefined;
}

function toItems(value: LiteralValue | undefined): LiteralValue[] | undefined {
  return value?.type === 'list' ? value.items : undefined;
}

interface Drafts {
  /** Undefined where nothing is known. */
  found: RequirementDraft[] | undefined;
  /** Whether there may be more than was found. */
  isPartial: boolean;
}

/** setuptools takes a list of strings, and a string with one requirement a line. */
async function toDrafts(
  folder: ManifestFolder,
  file: string,
  kind: RequirementKind,
  value: LiteralValue,
): Promise<Drafts> {
  switch (value.type) {
    case 'text': {
      const lines = value.text
        .split('\n')
        .map(text => text.trim())
        .filter(text => text !== '' && !text.startsWith('#'));
      const read = lines.map(text =>
        toDraft(folder, kind, text, { file, line: value.line }),
      );
      return joinDrafts(read);
    }
    case 'file':
      return fromFile(folder, kind, value.path);
    case 'list': {
      const read = await Promise.all(
        value.items.map(item => toDrafts(folder, file, kind, item)),
      );
      const { found, isPartial } = joinDrafts(read);
      return { found, isPartial: isPartial || value.isPartial === true };
    }
    default:
      return { found: undefined, isPartial: true };
  }
}

function joinDrafts(all: readonly Drafts[]): Drafts {
  return {
    found: all.flatMap(({ found }) => found ?? []),
    isPartial: all.some(({ isPartial }) => isPartial),
  };
}

/** A version that is computed is left open; a name that is computed is not known. */
function toDraft(
  folder: ManifestFolder,
  kind: RequirementKind,
  text: string,
  place: { file: string; line: number },
): Drafts {
  const known = text.replace(
    new RegExp(`\\s*(?:[=<>!~]=?=?|===)[^;]*${COMPUTED_PART}[^;]*`),
    '',
  );
  if (known.includes(COMPUTED_PART)) {
    return { found: [], isPartial: true };
  }
  const draft = toRequirementDraft(folder, kind, known, place);
  return { found: draft ? [draft] : [], isPartial: false };
}

/** The requirements of a file that the program reads; what it leaves out of the other lines is its own affair. */
async function fromFile(
  folder: ManifestFolder,
  kind: RequirementKind,
  name: string,
): Promise<Drafts> {
  const file = await folder.find(name);
  const text = file === undefined ? undefined : await folder.readText(file);
  if (file === undefined || text === undefined) {
    return { found: [], isPartial: true };
  }
  const found = parseRequirementsFile(text).flatMap(line =>
    line.type === 'requirement' && !line.editable
      ? fromParsed(folder, kind, line.requirement, { file, line: line.line })
      : [],
  );
  return { found, isPartial: false };
}

async function toExtras(
  folder: ManifestFolder,
  file: string,
  value: LiteralValue,
  computed: SetupPyMetadata['computed'],
): Promise<Metadata['optionalDependencies']> {
  if (value.type !== 'record') {
    return undefined;
  }
  const extras = new Map<string, RequirementDraft[]>();
  for (const [declared, list] of value.entries) {
    const extra = normalizeName(declared);
    const drafts = await toDrafts(folder, file, `extra:${extra}`, list);
    if (drafts.isPartial) {
      computed.add('optional-dependencies');
    }
    extras.set(extra, drafts.found ?? []);
  }
  return extras;
}

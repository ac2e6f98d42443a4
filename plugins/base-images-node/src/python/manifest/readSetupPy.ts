import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { findSetupArguments } from '../setup/findSetupArguments';
import { LiteralValue } from '../setup/LiteralValue';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, RequirementDraft } from './PackageDraft';
import { toRequirementDraft } from './toRequirementDraft';

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
  if (required?.type === 'computed' || (!required && setup.hasUnpacking)) {
    computed.add('dependencies');
  }
  if (extras?.type === 'computed' || (!extras && setup.hasUnpacking)) {
    computed.add('optional-dependencies');
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
    dependencies: required && toDrafts(folder, file, 'main', required),
    optionalDependencies: extras && toExtras(folder, file, extras, computed),
    computed,
    line: setup.line,
  };
}

function toText(value: LiteralValue | undefined): string | undefined {
  return value?.type === 'text' ? value.text : undefined;
}

function toItems(value: LiteralValue | undefined): LiteralValue[] | undefined {
  return value?.type === 'list' ? value.items : undefined;
}

/** setuptools takes a list of strings, and a string with one requirement a line. */
function toDrafts(
  folder: ManifestFolder,
  file: string,
  kind: RequirementKind,
  value: LiteralValue,
): RequirementDraft[] | undefined {
  const items =
    value.type === 'text'
      ? value.text
          .split('\n')
          .map(text => text.trim())
          .filter(text => text !== '' && !text.startsWith('#'))
          .map(text => ({ type: 'text' as const, text, line: value.line }))
      : toItems(value);
  return items?.flatMap(item =>
    item.type === 'text'
      ? (toRequirementDraft(folder, kind, item.text, {
          file,
          line: item.line,
        }) ?? [])
      : [],
  );
}

function toExtras(
  folder: ManifestFolder,
  file: string,
  value: LiteralValue,
  computed: SetupPyMetadata['computed'],
): Metadata['optionalDependencies'] {
  if (value.type !== 'record') {
    return undefined;
  }
  const extras = new Map<string, RequirementDraft[]>();
  for (const [declared, list] of value.entries) {
    const extra = normalizeName(declared);
    const drafts = toDrafts(folder, file, `extra:${extra}`, list);
    if (!drafts) {
      computed.add('optional-dependencies');
    }
    extras.set(extra, drafts ?? []);
  }
  return extras;
}

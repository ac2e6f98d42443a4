import { TomlNode } from '../toml/TomlNode';
import { BuildBackend } from './BuildBackend';
import { ManifestFolder } from './ManifestFolder';
import { Metadata } from './PackageDraft';
import { readHatchHooks } from './readHatchHooks';
import { readPoetry } from './readPoetry';
import { readSetupCfg } from './readSetupCfg';
import { readSetupPy } from './readSetupPy';
import { readSetuptoolsDynamic } from './readSetuptoolsDynamic';

/** Metadata that a build backend computes, as far as it can be told without running it. */
export interface DynamicMetadata extends Metadata {
  /** Whether requirements may exist that cannot be told. */
  incomplete: boolean;
  /** Fields that a program computes, and where. */
  computed?: { fields: ReadonlySet<string>; file: string; line: number };
}

/** Metadata of a package without `[project]`. */
export interface LegacyMetadata extends DynamicMetadata {
  /** The file that declares the package; undefined when none does. */
  manifest: string | undefined;
  /** 1-based line of the call of `setup()`, where there is one. */
  setupLine: number | undefined;
}

/** Reads what the backend would fill in for the dynamic fields of `[project]`. */
export async function readDynamicMetadata(
  folder: ManifestFolder,
  root: TomlNode,
  backend: BuildBackend,
  fields: ReadonlySet<string>,
): Promise<DynamicMetadata> {
  const supplied = await readSupplied(folder, root, backend);
  return {
    ...supplied,
    incomplete:
      supplied.incomplete ||
      (fields.has('dependencies') && !supplied.dependencies) ||
      (fields.has('optional-dependencies') && !supplied.optionalDependencies),
  };
}

async function readSupplied(
  folder: ManifestFolder,
  root: TomlNode,
  backend: BuildBackend,
): Promise<DynamicMetadata> {
  switch (backend) {
    case 'poetry': {
      const poetry = root.get('tool', 'poetry');
      return { ...(poetry && readPoetry(folder, poetry)), incomplete: false };
    }
    case 'hatchling': {
      const hooks = root.get('tool', 'hatch', 'metadata', 'hooks');
      return {
        ...(hooks && (await readHatchHooks(folder, hooks))),
        incomplete: false,
      };
    }
    case 'setuptools': {
      const table = root.get('tool', 'setuptools', 'dynamic');
      return merge(
        { ...(table && (await readSetuptoolsDynamic(folder, table))) },
        await readLegacySetuptools(folder),
      );
    }
    default:
      return { incomplete: false };
  }
}

/**
 * Reads `setup.py` and `setup.cfg`, how setuptools declared packages before `[project]`; an argument of `setup()` wins over the
 * configuration.
 */
export async function readLegacySetuptools(
  folder: ManifestFolder,
): Promise<LegacyMetadata> {
  const setup = await readSetupPy(folder);
  const config = await readSetupCfg(folder);
  const merged = merge({ ...setup }, { ...config });
  let manifest: string | undefined;
  if (setup?.declaredName === undefined && config?.declaredName !== undefined) {
    manifest = 'setup.cfg';
  } else if (setup) {
    manifest = 'setup.py';
  }
  return {
    ...merged,
    incomplete: setup !== undefined && setup.computed.size > 0,
    computed:
      setup && setup.computed.size > 0
        ? {
            fields: setup.computed,
            file: folder.resolve('setup.py')!,
            line: setup.line,
          }
        : undefined,
    manifest: manifest && folder.resolve(manifest),
    setupLine: setup?.line,
  };
}

/** Tells which requirements only running a program would tell. */
export function reportComputed(
  folder: ManifestFolder,
  { computed }: DynamicMetadata,
  fields: ReadonlySet<string>,
): void {
  const found = [
    ['dependencies', 'install_requires'],
    ['optional-dependencies', 'extras_require'],
  ].filter(([field]) => computed?.fields.has(field) && fields.has(field));
  if (computed && found.length > 0) {
    const names = found.map(([, argument]) => argument).join(' and ');
    folder.report(
      'invalid-manifest',
      'warning',
      { file: computed.file, line: computed.line },
      `${names} of setup() ${found.length > 1 ? 'are' : 'is'} computed, so that requirements may be missing.`,
      'Write the requirements out as literals, best in the [project] table of a pyproject.toml.',
    );
  }
}

/** What the first gives, filled up with what the second gives. */
function merge<T extends Metadata>(first: Metadata, second: T): T {
  return {
    ...second,
    ...Object.fromEntries(
      Object.entries(first).filter(([, value]) => value !== undefined),
    ),
  };
}

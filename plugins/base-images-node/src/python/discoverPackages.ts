import { posix } from 'node:path';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { Recorder } from '../memory/Recorder';
import { ScanSession } from '../memory/ScanSession';
import { findOrMake } from '../memory/findOrMake';
import { SourceTree } from '../source/SourceTree';
import { effectiveUvSources, findWorkspaceRoots } from './applyUvSources';
import { bindPackage } from './bindPackage';
import {
  createRequirementBinder,
  InternalPackages,
} from './createRequirementBinder';
import { DiscoveredPackage } from './DiscoveredPackage';
import { PackageDraft } from './manifest/PackageDraft';
import { findVirtual } from './findVirtual';
import { FolderManifests, readFolder } from './readFolder';
import { requirementDiagnostics } from './requirementDiagnostics';

const MANIFESTS = new Set(['pyproject.toml', 'setup.cfg', 'setup.py']);

/** What is derived from the names, folders and versions of packages. */
const INTERNAL_PACKAGES = 'internal packages';

/** Folders that are read at a time. */
const CONCURRENCY = 16;

/** What {@link discoverPackages} gives. @public */
export interface PackageDiscovery {
  /** Sorted by name. */
  packages: DiscoveredPackage[];
  diagnostics: Diagnostic[];
}

/**
 * Finds the Python packages of a source tree by their manifests: `[project]`, Poetry, Flit, setup.cfg and literal setup.py.
 * Whatever is wrong with a manifest becomes a diagnostic, and costs no other package. Of several packages with one name the one
 * whose path sorts first is kept. A pyproject.toml that only configures tools is no package.
 *
 * @public
 */
export async function discoverPackages(
  tree: SourceTree,
  session: ScanSession = ScanSession.begin(tree),
): Promise<PackageDiscovery> {
  const paths = session.derive('manifest folders', [session.listing], () =>
    findManifestFolders(tree),
  );
  const folders = await findOrMake(
    paths,
    CONCURRENCY,
    path => session.folders.find(path, undefined),
    async path => {
      await session.turn();
      const recorder = new Recorder();
      return session.folders.recall(path, undefined, recorder, () =>
        readFolder(recorder.observe(tree), path),
      );
    },
  );
  const workspaces = folders.flatMap(({ uv }) => (uv.workspace ? uv : []));
  const rootOf = session.derive('workspaces', workspaces, () =>
    findWorkspaceRoots(workspaces),
  );
  const discovery = await session.derive('packages', folders, () =>
    toDiscovery(folders, rootOf, session),
  );
  session.carry(INTERNAL_PACKAGES);
  return discovery;
}

async function toDiscovery(
  folders: readonly FolderManifests[],
  rootOf: (path: string) => string | undefined,
  session: ScanSession,
): Promise<PackageDiscovery> {
  const diagnostics = folders.flatMap(folder => folder.diagnostics);
  const drafts = folders.flatMap(({ draft }) => draft ?? []);
  const internal = keepFirst(drafts, diagnostics);
  const bind = createRequirementBinder(internal);
  const places = [...internal.byName.values()].flatMap(
    ({ name, path, version }) => [name, path, version],
  );
  const same = session.derive(INTERNAL_PACKAGES, places, () => ({}));
  const sourcesOf = effectiveUvSources(
    folders.map(({ uv }) => uv),
    rootOf,
  );
  const virtualOf = findVirtual(
    folders.map(({ uv }) => uv),
    internal,
  );
  const packages: DiscoveredPackage[] = [];
  for (const draft of [...internal.byName.values()].sort((a, b) =>
    compareText(a.name, b.name),
  )) {
    const sources = sourcesOf(draft.path);
    packages.push(bindPackage(draft, sources, virtualOf(draft), bind, same));
    await session.turn();
  }
  diagnostics.push(...requirementDiagnostics(packages));
  return { packages, diagnostics };
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Folders with a manifest, sorted; without those that hold installed packages or templates of packages. */
function findManifestFolders(tree: SourceTree): string[] {
  const folders = new Set<string>();
  for (const { path, type } of tree.files.values()) {
    if (
      type === 'file' &&
      MANIFESTS.has(posix.basename(path)) &&
      !/(?:^|\/)(?:node_modules|site-packages)\/|\{[{%]/.test(path)
    ) {
      folders.add(posix.dirname(path));
    }
  }
  return [...folders].sort();
}

function keepFirst(
  drafts: PackageDraft[],
  diagnostics: Diagnostic[],
): InternalPackages {
  const byName = new Map<string, PackageDraft>();
  const byPath = new Map<string, PackageDraft>();
  for (const draft of drafts) {
    const first = byName.get(draft.name);
    if (first) {
      diagnostics.push({
        code: 'duplicate-name',
        severity: 'error',
        file: draft.manifest,
        line: draft.namePlace.line ?? null,
        column: draft.namePlace.column ?? null,
        message: `The package ${draft.name} is declared in ${first.manifest} and again in ${draft.manifest}, which is left out.`,
        help: 'Rename one of the two, or remove it from the repository.',
      });
      continue;
    }
    byName.set(draft.name, draft);
    byPath.set(draft.path, draft);
  }
  return { byName, byPath };
}

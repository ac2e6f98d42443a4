import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { SourceTree } from '../source/SourceTree';
import { UvFolder } from './applyUvSources';
import { ManifestFolder } from './manifest/ManifestFolder';
import { PackageDraft } from './manifest/PackageDraft';
import { readPackage } from './manifest/readPackage';
import { readToml } from './manifest/readToml';
import { readUvSources, readUvWorkspace } from './manifest/readUvSources';

/** What the manifests of one folder say. */
export interface FolderManifests {
  draft: PackageDraft | undefined;
  uv: UvFolder;
  diagnostics: Diagnostic[];
}

/** Reads the manifests of one folder: pyproject.toml, setup.cfg and setup.py. */
export async function readFolder(
  tree: SourceTree,
  path: string,
): Promise<FolderManifests> {
  const folder = new ManifestFolder(tree, path);
  const { diagnostics } = folder;
  const file = folder.resolve('pyproject.toml');
  if (!folder.has(file)) {
    return {
      draft: await readPackage(folder, undefined),
      uv: { path, sources: new Map() },
      diagnostics,
    };
  }
  const root = await readToml(folder, file);
  const uv = root?.get('tool', 'uv');
  return {
    // A manifest that cannot be read says nothing, also not that older ones beside it count.
    draft: root && (await readPackage(folder, root)),
    uv: {
      path,
      sources: readUvSources(folder, uv?.get('sources')),
      workspace: readUvWorkspace(uv?.get('workspace')),
    },
    diagnostics,
  };
}

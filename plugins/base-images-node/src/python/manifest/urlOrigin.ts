import { ManifestFolder } from './ManifestFolder';
import { RequirementOrigin } from './PackageDraft';

const ARCHIVE = /\.(?:whl|zip|tar|tgz|tbz|txz|tar\.(?:gz|bz2|xz|lzma))$/i;

/**
 * Where the URL of a direct reference leads: placeholders of PDM (`file:///${PROJECT_ROOT}/…`) and Hatch (`{root:uri}/…`,
 * `{root:parent:uri}/…`) stand for the folder of the manifest. Undefined for an absolute `file:` URL, which nobody can follow
 * but which mostly means a folder that a Dockerfile copied.
 */
export function urlOrigin(
  folder: ManifestFolder,
  url: string,
): RequirementOrigin | undefined {
  const target = url.replace(/[#?].*$/s, '');
  if (ARCHIVE.test(target)) {
    return { type: 'published' };
  }
  const relative = relativePath(target);
  if (relative !== undefined) {
    return { type: 'folder', path: folder.resolve(relative) };
  }
  return /^file:/i.test(target) ? undefined : { type: 'published' };
}

/** The path from the folder of the manifest, if the URL is relative to it. */
function relativePath(url: string): string | undefined {
  const pdm = /^file:\/\/\/?\$\{PROJECT_ROOT\}(?:\/(.*))?$/is.exec(url);
  if (pdm) {
    return `./${pdm[1] ?? ''}`;
  }
  const hatch = /^\{root((?::parent)*)(?::uri|:real)*\}(?:\/(.*))?$/is.exec(
    url.replace(/^file:\/\//i, ''),
  );
  if (hatch) {
    const parents = hatch[1].split(':').length - 1;
    return `./${'../'.repeat(parents)}${hatch[2] ?? ''}`;
  }
  const file = /^file:(?!\/)(.*)$/is.exec(url);
  if (file) {
    return file[1];
  }
  return /^[a-z][a-z0-9+.-]*:|^\//i.test(url) ? undefined : url;
}

/** Where a path in the configuration of a tool leads. */
export function pathOrigin(
  folder: ManifestFolder,
  path: string,
): RequirementOrigin {
  return ARCHIVE.test(path)
    ? { type: 'published' }
    : { type: 'folder', path: folder.resolve(path) };
}

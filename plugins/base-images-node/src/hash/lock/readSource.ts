import { LockedSource } from './LockFile';
import { isRecord, textOf, textsOf } from './tomlValues';

/** `source` of a `[[package]]` of a `uv.lock`, or `[package.source]` of a `poetry.lock`; none means an index. */
export function readSource(value: unknown): LockedSource {
  if (!isRecord(value)) {
    return { type: 'registry' };
  }
  const type = textOf(value.type);
  const url = textOf(value.url);
  const git = textOf(value.git);
  if (textOf(value.registry) !== undefined || type === 'legacy') {
    return { type: 'registry' };
  }
  if (git !== undefined) {
    return uvGit(git, textOf(value.subdirectory));
  }
  const commit = textOf(value.resolved_reference);
  if (type === 'git' && url !== undefined && commit !== undefined) {
    return gitUrl(url, commit, textOf(value.subdirectory));
  }
  return url !== undefined && (type === undefined || type === 'url')
    ? { type: 'url', url }
    : { type: 'other' };
}

/** `resolution-markers` of uv, `markers` of Poetry where they are the same for every group. */
export function readMarkers(entry: Record<string, unknown>): string[] {
  const markers = textOf(entry.markers);
  return markers === undefined
    ? textsOf(entry['resolution-markers'])
    : [markers];
}

/** A URL with `?subdirectory=…&rev=…#commit`. */
function uvGit(text: string, subdirectory: string | undefined): LockedSource {
  const [, url, query = '', commit] =
    /^([^?#]*)(?:\?([^#]*))?#([0-9a-f]+)$/.exec(text) ?? [];
  return url === undefined
    ? { type: 'other' }
    : gitUrl(
        url,
        commit,
        subdirectory ??
          new URLSearchParams(query).get('subdirectory') ??
          undefined,
      );
}

function gitUrl(
  url: string,
  commit: string,
  subdirectory: string | undefined,
): LockedSource {
  const fragment =
    subdirectory === undefined ? '' : `#subdirectory=${subdirectory}`;
  return { type: 'url', url: `git+${url}@${commit}${fragment}` };
}

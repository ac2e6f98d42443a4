import { baseName, folderOf } from '../docker/paths';

/** Folders whose name says what kind of thing is in them, not which one. */
const GENERIC = new Set(
  (
    'app build container containers deploy docker dockerfile dockerfiles function functions image images infra ' +
    'infrastructure lambda lambdas package runtime service src'
  ).split(' '),
);

/**
 * A short name for a Lambda, from the path of its Dockerfile and its target alone, so that it never depends on what else there
 * is: the last folder that is not a generic one such as `docker`, or the last folder where all of them are.
 */
export function lambdaName(dockerfile: string, target: string | null): string {
  const folders = folderOf(dockerfile)
    .split('/')
    .map(clean)
    .filter(part => part !== '');
  const folder = folders.findLast(part => !GENERIC.has(part)) ?? folders.at(-1);
  const file = baseName(dockerfile);
  const suffix = /^(?:Dockerfile|Containerfile)(?:\.(.+))?$/.exec(file);
  const prefix = /^(.+)\.dockerfile$/i.exec(file);
  return (
    [folder ?? '', clean(suffix?.[1] ?? prefix?.[1] ?? ''), clean(target ?? '')]
      .filter(part => part !== '')
      .join('-') || 'lambda'
  );
}

function clean(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

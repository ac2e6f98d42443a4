/** A reference to an image, taken apart (distribution reference grammar). @public */
export interface ImageReference {
  /** Host with port, or undefined for Docker Hub's short names. */
  registry: string | undefined;
  /** Path in the registry. */
  repository: string;
  tag: string | undefined;
  /** Algorithm and digest, such as `sha256:…`. */
  digest: string | undefined;
}

const REPOSITORY =
  /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[\w][\w.-]{0,127}$/;
const DIGEST =
  /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const REGISTRY =
  /^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;

/**
 * Takes a reference such as `localhost:5000/tools/python:3.12@sha256:…` apart; undefined where it is none.
 *
 * @public
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length > 1_024) {
    return undefined;
  }
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const registry = isRegistry(first) ? first : undefined;
  const path = registry === undefined ? named : named.slice(slash + 1);
  const colon = path.lastIndexOf(':');
  const repository = colon < 0 ? path : path.slice(0, colon);
  const tag = colon < 0 ? undefined : path.slice(colon + 1);
  const valid =
    REPOSITORY.test(repository) &&
    (registry === undefined || REGISTRY.test(registry)) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  return valid ? { registry, repository, tag, digest } : undefined;
}

/** What tells a registry's host from the first part of a path: a dot, a port, capitals, or `localhost`. */
function isRegistry(text: string): boolean {
  return (
    text === 'localhost' || /[.:]/.test(text) || text !== text.toLowerCase()
  );
}

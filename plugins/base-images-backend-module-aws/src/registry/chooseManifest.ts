import { ServiceError } from '@base-images/backstage-plugin-base-images-node';

/** Media types of manifests (OCI image specification, "Media Types"; Docker image manifest version 2, schema 2). */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
] as const;

/** Whether a manifest is an index: a list of manifests. */
export function isIndex(mediaType: string, manifest: unknown): boolean {
  return (
    /image\.index|manifest\.list/.test(mediaType) ||
    (isRecord(manifest) && Array.isArray(manifest.manifests))
  );
}

/**
 * Digest of the manifest for a platform in an index; undefined when the text is a manifest itself.
 *
 * @param what - the image, for messages.
 * @throws ServiceError `not-found` when the index has none for the platform, `invalid` when the text is no manifest.
 */
export function chooseManifest(
  text: string,
  platform: string,
  what: string,
): string | undefined {
  const manifest = parseObject(text, `The manifest of ${what}`);
  if (!Array.isArray(manifest.manifests)) {
    return undefined;
  }
  const [os, architecture] = platform.split('/');
  const found = manifest.manifests.filter(isRecord).find(item => {
    const known = isRecord(item.platform) ? item.platform : {};
    return known.os === os && known.architecture === architecture;
  });
  if (
    typeof found?.digest !== 'string' ||
    !/^sha256:[0-9a-f]{64}$/.test(found.digest)
  ) {
    throw new ServiceError(
      'not-found',
      `${what} has no image for ${platform}.`,
    );
  }
  return found.digest;
}

/** @throws ServiceError `invalid` for a text that is no JSON object. */
export function parseObject(
  text: string,
  what: string,
): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isRecord(value)) {
    throw new ServiceError('invalid', `${what} is no JSON object.`);
  }
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

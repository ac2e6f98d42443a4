/** What `docker push` sends for one platform. */
export const DOCKER_MANIFEST =
  'application/vnd.docker.distribution.manifest.v2+json';
/** An image for several platforms, or with attestations. */
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
/** One platform, as buildah pushes it. */
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
/** The older kind of index. */
export const DOCKER_LIST =
  'application/vnd.docker.distribution.manifest.list.v2+json';

/** Whether a manifest of this type lists manifests. */
export function isIndex(mediaType: string): boolean {
  return mediaType === OCI_INDEX || mediaType === DOCKER_LIST;
}

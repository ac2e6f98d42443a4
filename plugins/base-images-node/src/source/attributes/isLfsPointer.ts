/** Pointers are smaller than this (Git LFS specification, "The Pointer"). */
export const MAX_LFS_POINTER_BYTES = 1_024;

/**
 * Whether a file holds what Git LFS commits in place of its content (Git LFS specification, "The Pointer").
 *
 * @public
 */
export function isLfsPointer(content: Uint8Array): boolean {
  return (
    content.byteLength < MAX_LFS_POINTER_BYTES &&
    /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\r?\n/.test(
      Buffer.from(content).toString(),
    )
  );
}

import { digestOf } from '../wire/sha256';
import { RepositoryState } from '../state';

/** Puts an image into a repository, and moves its tags there, as a push does. Gives its digest. */
export function storeImage(
  repository: RepositoryState,
  image: {
    manifest: string;
    mediaType: string;
    tags?: string[];
    blobs?: Record<string, number>;
  },
  at: number,
): string {
  const digest = digestOf(image.manifest);
  Object.assign(repository.blobs, image.blobs);
  repository.images[digest] ??= {
    digest,
    manifest: image.manifest,
    mediaType: image.mediaType,
    pushedAt: at,
  };
  for (const tag of image.tags ?? []) {
    repository.tags[tag] = digest;
  }
  return digest;
}

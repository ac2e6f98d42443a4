import { RepositoryState } from '../state';

/** Takes an image and all of its tags out of a repository. */
export function removeImage(repository: RepositoryState, digest: string): void {
  delete repository.images[digest];
  for (const [tag, target] of Object.entries(repository.tags)) {
    if (target === digest) {
      delete repository.tags[tag];
    }
  }
}

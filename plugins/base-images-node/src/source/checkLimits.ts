import { InputError } from '@backstage/errors';
import { SourceTreeLimits } from './SourceTreeLimits';

/**
 * Refuses a tree that is larger than its limits.
 *
 * @throws InputError that names the limit and what to do.
 */
export function checkLimits(
  limits: SourceTreeLimits,
  files: number,
  path: string,
  depth: number,
): void {
  if (files > limits.maxFiles) {
    throw new InputError(
      `The folder has more than ${limits.maxFiles} files; choose a folder further down, or leave generated files out with .gitignore`,
    );
  }
  if (depth > limits.maxDepth) {
    throw new InputError(
      `${path.slice(0, 200)}… is more than ${limits.maxDepth} folders deep; leave it out with .gitignore`,
    );
  }
}

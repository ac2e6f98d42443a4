import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** A folder with a `.git` of its own, of which git records nothing but a commit id. */
export function nestedRepository(path: string): Diagnostic {
  return {
    code: 'nested-repository',
    severity: 'info',
    file: path,
    line: null,
    column: null,
    message: `The folder ${path} is a git repository or submodule of its own and is left out.`,
    help: 'Scan it as a source of its own if its packages matter.',
  };
}

/** A file whose name is no text, so that no other tool could be told about it. */
export function unreadableName(path: string): Diagnostic {
  return {
    code: 'unreadable-name',
    severity: 'warning',
    file: path,
    line: null,
    column: null,
    message:
      'The name of this file is not valid UTF-8, so the file is left out.',
    help: 'Rename the file.',
  };
}

/** Git could not be asked, so that a walk decided what counts. */
export function gitUnavailable(reason: string, help: string): Diagnostic {
  return {
    code: 'git-unavailable',
    severity: 'info',
    file: '.',
    line: null,
    column: null,
    message: `The files were listed without git, because ${reason}; the revision is not known.`,
    help,
  };
}

/** A git command failed, as on a damaged repository. */
export function gitFailed(error: Error): Diagnostic {
  return gitUnavailable(
    `git said: ${error.message.split('\n')[0]}`,
    'Mend the repository, or scan a fresh clone of it.',
  );
}

/** The files are not surely those of the commit: hashes of them may differ from those that a git checkout gives. */
export function unverified(
  file: string,
  line: number | null,
  message: string,
): Diagnostic {
  return {
    code: 'unverified',
    severity: 'warning',
    file,
    line,
    column: null,
    message,
    help: 'Compare hashes with a git checkout of the commit before you rely on them, or take the attribute away.',
  };
}

/** There is more in `.gitattributes` files than can be looked at. */
export function unverifiedAttributes(): Diagnostic {
  return unverified(
    '.gitattributes',
    null,
    'The .gitattributes files are too large, or have too many rules for so many files, so that some rules were not looked at.',
  );
}

/** Pointers of Git LFS stand where their contents should be. */
export function lfsPointer(
  file: string,
  line: number,
  files: string,
): Diagnostic {
  return {
    code: 'lfs-pointer',
    severity: 'warning',
    file,
    line,
    column: null,
    message: `Only the Git LFS pointer of ${files} is here, so that an image would get the pointer in place of the content.`,
    help: 'Fetch the contents (git lfs pull), or let the host put LFS objects into its archives.',
  };
}

/** Links out of the tree, which not every reader keeps. */
export function linksOutside(paths: readonly string[]): Diagnostic {
  const [first, ...more] = paths;
  const others =
    more.length > 0
      ? ` and ${more.length} more ${more.length === 1 ? 'link' : 'links'}`
      : '';
  return {
    code: 'link-outside',
    severity: 'info',
    file: first,
    line: null,
    column: null,
    message: `The symbolic link ${first}${others} leads out of the folder; readers of archives leave such links out, and then have other hashes.`,
    help: 'Remove the link, or let it lead to a file of the folder.',
  };
}

/** An address of a file or folder, with what hosts write in different places taken apart. */
interface Address {
  origin: string;
  /** The whole path. */
  path: string;
  /** The part of the path that is the repository, and the ref with the path in it; where the address names a ref. */
  atRef: { repository: string; place: string } | undefined;
  /** The query without the path that Azure DevOps writes there; Azure DevOps and Bitbucket Server write the ref there. */
  query: string;
}

/** Words between a repository and the ref, for folders and for files; GitLab writes `-` before them. */
const REF_WORDS = ['tree', 'blob', 'src', 'raw'];

function splitAtRef(path: string): Address['atRef'] {
  const parts = path.split('/');
  const isWord = (index: number) => REF_WORDS.includes(parts[index]);
  const dash = parts.findIndex(
    (part, index) => part === '-' && isWord(index + 1),
  );
  // A repository may be called like one of the words: its owner and its name come first.
  const word =
    dash < 0
      ? parts.findIndex((_, index) => index > 2 && isWord(index))
      : dash + 1;
  return word < 0
    ? undefined
    : {
        repository: parts.slice(0, dash < 0 ? word : dash).join('/'),
        place: parts.slice(word + 1).join('/'),
      };
}

/** Undefined for what is no address, or says two things at once. */
function readAddress(text: string): Address | undefined {
  if (!URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  let pathInQuery = '';
  if (url.pathname.includes('/_git/')) {
    pathInQuery = url.searchParams.get('path') ?? '';
    url.searchParams.delete('path');
  }
  url.searchParams.sort();
  const path = [url.pathname, pathInQuery]
    .join('/')
    .replace(/\/{2,}/g, '/')
    .replace(/(?<!^)\/$/, '');
  // The URL has no dots left, but some readers decode what is encoded, and only then look for them.
  if (url.hash || url.username || /%2f|%5c|\\|\/\.{1,2}(?:\/|$)/i.test(path)) {
    return undefined;
  }
  return {
    origin: url.origin,
    path,
    atRef: splitAtRef(path),
    query: url.search,
  };
}

function begins(path: string, folder: string): boolean {
  return (
    path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`)
  );
}

/**
 * Whether an address is that of a file in a folder, or of the folder itself, at the same branch or tag.
 *
 * @param options - `anyRef`: a folder that names no branch or tag holds the files of all of them. Otherwise it holds only those
 * of addresses that name none either: which branch a host takes cannot be told from an address, and on some hosts a repository
 * also shows the commits of its forks.
 */
export function isBelow(
  file: string,
  folder: string,
  options: { anyRef: boolean },
): boolean {
  const inner = readAddress(file);
  const outer = readAddress(folder);
  if (!inner || !outer || inner.origin !== outer.origin) {
    return false;
  }
  if (options.anyRef && !outer.atRef && outer.query === '') {
    return begins(inner.path, outer.path);
  }
  if (inner.query !== outer.query || !inner.atRef !== !outer.atRef) {
    return false;
  }
  return inner.atRef && outer.atRef
    ? inner.atRef.repository === outer.atRef.repository &&
        begins(inner.atRef.place, outer.atRef.place)
    : begins(inner.path, outer.path);
}

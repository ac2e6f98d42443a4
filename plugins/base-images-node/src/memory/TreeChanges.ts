import { SourceFile, SourceTree } from '../source/SourceTree';

/** In what the files of two scans of a source differ. */
export interface TreeChanges {
  /** Paths that were added or removed, or whose content, size or type is another. */
  readonly paths: ReadonlySet<string>;
  /** Paths that were added or removed, or changed their type, with every folder above them; `.` is the root. */
  readonly listed: ReadonlySet<string>;
  /** Whether a symbolic link is, or was, at one of the paths. */
  readonly links: boolean;
}

/** Compares the files of two trees, whatever reader they come from: step by step, since both are in the order of their paths. */
export function compareTrees(
  before: SourceTree['files'],
  after: SourceTree['files'],
): TreeChanges {
  const paths = new Set<string>();
  const listed = new Set<string>();
  let links = false;
  const add = (path: string, old?: SourceFile, file?: SourceFile) => {
    paths.add(path);
    links ||= old?.type === 'symlink' || file?.type === 'symlink';
    if (old?.type !== file?.type) {
      addWithFolders(path, listed);
    }
  };
  const olds = before.values();
  const files = after.values();
  let old = olds.next().value;
  let file = files.next().value;
  while (old || file) {
    if (old === file) {
      old = olds.next().value;
      file = files.next().value;
    } else if (old && file && old.path === file.path) {
      if (!isSame(old, file)) {
        add(file.path, old, file);
      }
      old = olds.next().value;
      file = files.next().value;
    } else if (old && (!file || old.path < file.path)) {
      add(old.path, old);
      old = olds.next().value;
    } else if (file) {
      add(file.path, undefined, file);
      file = files.next().value;
    }
  }
  return { paths, listed, links };
}

function isSame(a: SourceFile, b: SourceFile): boolean {
  return a.blobId === b.blobId && a.size === b.size && a.type === b.type;
}

function addWithFolders(path: string, listed: Set<string>): void {
  listed.add(path);
  for (
    let end = path.lastIndexOf('/');
    end > 0;
    end = path.lastIndexOf('/', end - 1)
  ) {
    listed.add(path.slice(0, end));
  }
  listed.add('.');
}

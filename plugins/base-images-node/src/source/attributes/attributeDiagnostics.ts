import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { unverified, unverifiedAttributes } from '../sourceDiagnostics';
import { SourceFile, SourceTree } from '../SourceTree';
import { AttributeFindings, placeOf } from './AttributeFindings';
import { FoundAttribute, GitAttributes } from './GitAttributes';
import { isLfsPointer, MAX_LFS_POINTER_BYTES } from './isLfsPointer';

/** Where the bytes of a tree come from. */
export interface ContentOrigin {
  /**
   * `index`: blob ids are those of git's index, but for some paths; `work-tree`: files of a work tree that git could not be
   * asked about; `archive`: an archive that was extracted, or a folder that may be one.
   */
  kind: 'index' | 'work-tree' | 'archive';
  /** Paths whose bytes were hashed although git knows the folder. */
  hashed?: ReadonlySet<string>;
}

/**
 * What `.gitattributes` files say about a tree whose bytes may not be the committed ones: `unverified` for each line that
 * changes or drops files, `lfs-pointer` for each that leaves pointers in place of contents.
 *
 * @remarks
 * Only `.gitattributes` files are read, and files that are small enough to be pointers where an attribute says so.
 */
export async function attributeDiagnostics(
  tree: Pick<SourceTree, 'files' | 'read'>,
  origin: ContentOrigin,
): Promise<Diagnostic[]> {
  const attributes = await GitAttributes.read(tree);
  if (!attributes.rules.some(({ values }) => [...values].some(mayChange))) {
    return attributes.exhausted ? [unverifiedAttributes()] : [];
  }
  const findings = new AttributeFindings();
  for (const file of tree.files.values()) {
    if (file.type !== 'file') {
      continue;
    }
    const found = attributes.of(file.path);
    const change = changeOf(found, file, origin);
    if (change) {
      findings.add(change.kind, change.attribute, file.path);
    }
    const filter = found.get('filter');
    if (filter?.value === 'lfs') {
      if (await isPointer(tree, file)) {
        findings.add('lfs-pointer', filter, file.path);
      } else if (origin.kind !== 'index' || origin.hashed?.has(file.path)) {
        findings.add('filter=lfs', filter, file.path);
      }
    }
  }
  const diagnostics = findings.toDiagnostics();
  if (origin.kind === 'archive') {
    diagnostics.push(...droppedFiles(tree, attributes));
  }
  if (attributes.exhausted) {
    diagnostics.push(unverifiedAttributes());
  }
  return diagnostics;
}

/** Rules by which an archive leaves files out, unless it is seen to keep what they name. */
function droppedFiles(
  tree: Pick<SourceTree, 'files'>,
  attributes: GitAttributes,
): Diagnostic[] {
  const drops = attributes.rules.filter(
    ({ values }) => values.get('export-ignore') === true,
  );
  if (drops.length === 0) {
    return [];
  }
  const folders = new Set<string>();
  for (let path of tree.files.keys()) {
    while (path.includes('/')) {
      path = path.slice(0, path.lastIndexOf('/'));
      if (folders.has(`${path}/`)) {
        break;
      }
      folders.add(`${path}/`);
    }
  }
  const kept = new Set<string>();
  for (const path of [...tree.files.keys(), ...folders]) {
    const found = attributes.of(path).get('export-ignore');
    if (found?.value === true) {
      kept.add(placeOf(found));
    }
  }
  return drops
    .filter(rule => !kept.has(placeOf(rule)))
    .map(({ file, line, pattern }) =>
      unverified(
        file,
        line,
        `Archives leave out what matches ${pattern} (export-ignore), so files of the commit may be missing here.`,
      ),
    );
}

function mayChange([name, value]: [string, unknown]): boolean {
  return (
    value !== undefined &&
    value !== false &&
    // A checkout on a machine that wants CRLF is known to git alone.
    (name !== 'eol' || value === 'crlf') &&
    name !== 'text'
  );
}

/** What made the bytes of a file others than the committed ones. */
function changeOf(
  found: ReadonlyMap<string, FoundAttribute>,
  { path }: SourceFile,
  origin: ContentOrigin,
): { kind: string; attribute: FoundAttribute } | undefined {
  const is = (name: string, ...values: unknown[]) => {
    const attribute = found.get(name);
    return attribute && values.includes(attribute.value)
      ? { kind: describe(name, attribute), attribute }
      : undefined;
  };
  if (origin.kind === 'index') {
    // Git's own conversions were applied when the file was hashed; filters are programs, which are not run.
    const filter = found.get('filter');
    return origin.hashed?.has(path) &&
      typeof filter?.value === 'string' &&
      filter.value !== 'lfs'
      ? { kind: describe('filter', filter), attribute: filter }
      : undefined;
  }
  const isText = found.get('text')?.value !== false;
  const encoding = found.get('working-tree-encoding');
  return (
    (origin.kind === 'archive' ? is('export-subst', true) : undefined) ??
    is('ident', true) ??
    (isText ? is('eol', 'crlf') : undefined) ??
    (isText && typeof encoding?.value === 'string'
      ? {
          kind: describe('working-tree-encoding', encoding),
          attribute: encoding,
        }
      : undefined)
  );
}

function describe(name: string, { value }: FoundAttribute): string {
  return typeof value === 'string' ? `${name}=${value}` : name;
}

async function isPointer(
  tree: Pick<SourceTree, 'read'>,
  file: SourceFile,
): Promise<boolean> {
  return (
    file.size < MAX_LFS_POINTER_BYTES &&
    // A file that is gone by now is no pointer.
    tree.read(file.path).then(isLfsPointer, () => false)
  );
}

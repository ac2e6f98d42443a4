import { FileMemory } from '../memory/FileMemory';
import { ScanSession } from '../memory/ScanSession';
import { SourceTree } from '../source/SourceTree';
import { FileImports, ImportingFiles } from './FileImports';
import { ImportedPackages } from './ImportedPackages';
import { ModuleIndex } from './ModuleIndex';
import { RememberedImports } from './RememberedImports';

/** Some files that belong together, and import what they need. */
export interface Importer {
  /** What it is remembered by among the others. */
  key: string;
  /** The package that the files belong to. */
  package?: string;
  /** What `files`, `isOwn` and the index of modules follow from. */
  inputs: readonly unknown[];
  /** Paths of its files, sorted. */
  files(): readonly string[];
  /** Whether a file of it finds a module among the importer's own files. */
  isOwn(file: string, module: string): boolean;
}

/** Reads what importers import from the packages of a monorepo, as far as that is not known from the scan before. */
export async function readImporters(
  tree: SourceTree,
  index: ModuleIndex,
  importers: readonly Importer[],
  session: ScanSession,
  memory: FileMemory<RememberedImports>,
): Promise<RememberedImports[]> {
  const known = importers.map(({ key, inputs }) => memory.find(key, inputs));
  const unknown: (ImportingFiles & { importer: Importer })[] = [];
  for (const [position, importer] of importers.entries()) {
    if (!known[position]) {
      const earlier = memory.earlier(importer.key)?.statements;
      unknown.push({ importer, files: importer.files(), earlier });
      await session.turn();
    }
  }
  const read = await new FileImports(tree, session).read(unknown);
  const made: RememberedImports[] = [];
  for (const [position, { importer, files }] of unknown.entries()) {
    const { statements, complete } = read[position];
    const result = toImports(importer, files, statements, tree, index);
    if (complete) {
      const { key, inputs } = importer;
      memory.keep(key, { result, inputs, files });
    }
    made.push(result);
    await session.turn();
  }
  let next = 0;
  return known.map(result => result ?? made[next++]);
}

function toImports(
  importer: Importer,
  files: readonly string[],
  statements: RememberedImports['statements'],
  tree: SourceTree,
  index: ModuleIndex,
): RememberedImports {
  const imported = new ImportedPackages(index, importer.package);
  for (const path of files) {
    const blobId = tree.files.get(path)?.blobId ?? '';
    imported.add(path, statements.get(blobId) ?? [], module =>
      importer.isOwn(path, module),
    );
  }
  return { statements, imported: imported.toList() };
}

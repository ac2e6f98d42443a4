import { SourceFile, SourceTree } from '../source/SourceTree';

/** Told what is asked of some files. */
export interface FileObserver {
  /** For the entry of a path, which tells what is in the file. */
  onLookup(path: string): void;
  /** Whether there is something at a path. */
  onQuestion(path: string): void;
  /** For all of them. */
  onIteration(): void;
}

/** The files of a tree, which tell what is asked of them. */
export class ObservedFiles implements ReadonlyMap<string, SourceFile> {
  constructor(
    private readonly files: SourceTree['files'],
    private readonly observer: FileObserver,
  ) {}

  get size(): number {
    this.observer.onIteration();
    return this.files.size;
  }

  get(path: string): SourceFile | undefined {
    this.observer.onLookup(path);
    return this.files.get(path);
  }

  has(path: string): boolean {
    this.observer.onQuestion(path);
    return this.files.has(path);
  }

  forEach(
    callback: (
      file: SourceFile,
      path: string,
      files: ReadonlyMap<string, SourceFile>,
    ) => void,
  ): void {
    this.observer.onIteration();
    this.files.forEach(callback);
  }

  entries(): MapIterator<[string, SourceFile]> {
    this.observer.onIteration();
    return this.files.entries();
  }

  keys(): MapIterator<string> {
    this.observer.onIteration();
    return this.files.keys();
  }

  values(): MapIterator<SourceFile> {
    this.observer.onIteration();
    return this.files.values();
  }

  [Symbol.iterator](): MapIterator<[string, SourceFile]> {
    return this.entries();
  }
}

import { setImmediate } from 'node:timers/promises';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { hashPackages } from '../hash/hashPackages';
import { CompletedLambda } from '../lambda/completeLambda';
import { RememberedImports } from '../imports/RememberedImports';
import { PackageModules } from '../imports/packageModules';
import { Findings } from '../lambda/infrastructure/InfrastructureFile';
import { LambdaFindings } from '../lambda/LambdaReader';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { FolderManifests } from '../python/readFolder';
import { SourceTree } from '../source/SourceTree';
import { CachedReads } from './CachedReads';
import { FileMemory } from './FileMemory';
import { LambdaHashes } from './LambdaHashes';
import { Results } from './Results';
import { Derived, ScanState } from './ScanState';
import { StepMemory } from './StepMemory';
import { TouchedFiles } from './TouchedFiles';
import { isUnchanged, Trace } from './Trace';
import { compareTrees, TreeChanges } from './TreeChanges';

const MILLISECONDS_PER_TURN = 25;

export interface ScanSessionOptions {
  /** What the scan before left. */
  before?: ScanState;
  /** Whether this one leaves something for the next one; without, it takes less memory. */
  isKept?: boolean;
  signal?: AbortSignal;
}

/** One scan's view of what the scan before it found out; without one, everything is worked out anew. */
export class ScanSession {
  static begin(
    tree: SourceTree,
    options: ScanSessionOptions = {},
  ): ScanSession {
    return new ScanSession(tree, options);
  }

  readonly reads: CachedReads;
  readonly folders: StepMemory<FolderManifests>;
  readonly infrastructure: StepMemory<Findings>;
  readonly lambdas: StepMemory<LambdaFindings>;
  readonly completed: StepMemory<CompletedLambda>;
  readonly lambdaHashes: LambdaHashes;
  readonly modules: StepMemory<PackageModules>;
  readonly packageImports: FileMemory<RememberedImports>;
  readonly lambdaImports: FileMemory<RememberedImports>;
  readonly importReports: StepMemory<Diagnostic[]>;
  readonly #before: ScanState | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #derived: Results<Derived>;
  readonly #newListing = {};
  readonly #newPlaces = {};
  #turnBegan = performance.now();
  #changes: TreeChanges | undefined;
  #exclude: readonly string[] = [];
  #packages: readonly DiscoveredPackage[] = [];
  #changedPackages: ReadonlySet<string> = new Set();
  #packageHashes: ReadonlyMap<string, string> = new Map();
  #hasSamePlaces = false;

  private constructor(
    private readonly tree: SourceTree,
    { before, isKept = false, signal }: ScanSessionOptions,
  ) {
    this.#before = before;
    this.#signal = signal;
    this.#changes = before && compareTrees(before.tree.files, tree.files);
    const results = <T>(earlier: ReadonlyMap<string, T> | undefined) =>
      new Results(earlier, isKept);
    this.#derived = results(before?.derived);
    this.reads = new CachedReads(results(before?.contents));
    const holds = (trace: Trace) =>
      this.#changes !== undefined &&
      isUnchanged(trace, this.#changes, this.#changedPackages);
    const lambdaHolds = (trace: Trace) =>
      this.#hasSamePlaces && !this.#changes?.links && holds(trace);
    this.folders = new StepMemory(results(before?.folders), holds);
    this.infrastructure = new StepMemory(
      results(before?.infrastructure),
      holds,
    );
    this.lambdas = new StepMemory(results(before?.lambdas), lambdaHolds);
    this.completed = new StepMemory(results(before?.completed), lambdaHolds);
    const touched = new TouchedFiles(() => this.#changes);
    this.lambdaHashes = new LambdaHashes(
      results(before?.lambdaHashes),
      touched,
    );
    this.modules = new StepMemory(results(before?.modules), holds);
    this.packageImports = new FileMemory(
      results(before?.packageImports),
      touched,
    );
    this.lambdaImports = new FileMemory(
      results(before?.lambdaImports),
      touched,
    );
    this.importReports = new StepMemory(results(before?.importReports), holds);
  }

  /**
   * Lets others have their turn when this one has lasted long enough.
   *
   * @throws the signal's reason when it is aborted.
   */
  async turn(): Promise<void> {
    if (performance.now() - this.#turnBegan >= MILLISECONDS_PER_TURN) {
      await setImmediate();
      this.#turnBegan = performance.now();
    }
    this.#signal?.throwIfAborted();
  }

  /** Stands for the paths and types of all files that are scanned: the same object as long as these are the same. */
  get listing(): object {
    return this.#changes?.listed.size === 0 && this.#before
      ? this.#before.listing
      : this.#newListing;
  }

  /** Stands for the names and folders of all packages: the same object as long as these are the same. */
  get places(): object {
    return this.#hasSamePlaces && this.#before
      ? this.#before.places
      : this.#newPlaces;
  }

  /** Says which files the scan leaves out: what it found out when it left out others does not hold. */
  setExcluded(exclude: readonly string[]): void {
    this.#exclude = exclude;
    if (JSON.stringify(exclude) !== JSON.stringify(this.#before?.exclude)) {
      this.#changes = undefined;
    }
  }

  /** Says which packages there are: what was found out about Lambdas holds only for the same names and folders. */
  setPackages(packages: readonly DiscoveredPackage[]): void {
    this.#packages = packages;
    this.#changedPackages = changedNames(
      this.#before?.packages ?? [],
      packages,
    );
    this.#hasSamePlaces =
      this.#before !== undefined &&
      haveSamePlaces(packages, this.#before.packages);
  }

  /** Source hash of each package by its name. */
  hashPackages(): ReadonlyMap<string, string> {
    const earlier =
      this.#before && this.#changes && this.#hasSamePlaces
        ? { hashes: this.#before.packageHashes, changed: this.#changes.paths }
        : undefined;
    this.#packageHashes = hashPackages(this.tree, this.#packages, earlier);
    return this.#packageHashes;
  }

  /**
   * What `make` gives, which depends on the inputs alone; the same object as long as they are the same objects. Parts of the
   * earlier result, which `make` is given, may be used again.
   */
  derive<T>(
    name: string,
    inputs: readonly unknown[],
    make: (earlier?: T) => T,
  ): T {
    const known = this.#derived.earlier(name);
    // A name always stands for results of one type.
    const earlier = known?.result as T | undefined;
    const derived =
      known && areSame(known.inputs, inputs)
        ? known
        : { inputs, result: make(earlier) };
    this.#derived.keep(name, derived);
    return derived.result as T;
  }

  /** Keeps what an earlier scan derived for the next one, where this one did not need it. */
  carry(name: string): void {
    const known = this.#derived.earlier(name);
    if (known && !this.#derived.has(name)) {
      this.#derived.keep(name, known);
    }
  }

  /** What the next scan may start from. */
  get state(): ScanState {
    return {
      tree: this.tree,
      exclude: this.#exclude,
      packages: this.#packages,
      contents: this.reads.contents,
      listing: this.listing,
      places: this.places,
      derived: this.#derived.kept,
      folders: this.folders.results,
      infrastructure: this.infrastructure.results,
      lambdas: this.lambdas.results,
      completed: this.completed.results,
      packageHashes: this.#packageHashes,
      lambdaHashes: this.lambdaHashes.results,
      modules: this.modules.results,
      packageImports: this.packageImports.results,
      lambdaImports: this.lambdaImports.results,
      importReports: this.importReports.results,
    };
  }
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Names of packages that are not the same objects any more. Both lists are sorted by name. */
function changedNames(
  before: readonly DiscoveredPackage[],
  after: readonly DiscoveredPackage[],
): Set<string> {
  const names = new Set<string>();
  let old = 0;
  let current = 0;
  while (old < before.length || current < after.length) {
    const a = before[old];
    const b = after[current];
    if (a !== b) {
      const [first] = [a, b].flatMap(item => item?.name ?? []).sort();
      names.add(first);
    }
    old += a && (!b || a.name <= b.name) ? 1 : 0;
    current += b && (!a || b.name <= a.name) ? 1 : 0;
  }
  return names;
}

function haveSamePlaces(
  a: readonly DiscoveredPackage[],
  b: readonly DiscoveredPackage[],
): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ name, path }, index) =>
        name === b[index].name && path === b[index].path,
    )
  );
}

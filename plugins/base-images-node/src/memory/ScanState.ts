import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { PackageModules } from '../imports/packageModules';
import { RememberedImports } from '../imports/RememberedImports';
import { CompletedLambda } from '../lambda/completeLambda';
import { Findings } from '../lambda/infrastructure/InfrastructureFile';
import { LambdaFindings } from '../lambda/LambdaReader';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { FolderManifests } from '../python/readFolder';
import { SourceTree } from '../source/SourceTree';
import { FileResult } from './FileMemory';
import { LambdaHash } from './LambdaHashes';
import { Remembered } from './StepMemory';

/** A result with what it was computed from. */
export interface Derived {
  inputs: readonly unknown[];
  result: unknown;
}

/** What one scan leaves for the next one. It is never changed. */
export interface ScanState {
  tree: SourceTree;
  /** Patterns of what is left out of the scan. */
  exclude: readonly string[];
  packages: readonly DiscoveredPackage[];
  contents: ReadonlyMap<string, Buffer>;
  /** Stands for the paths and types of the files. */
  listing: object;
  /** Stands for the names and folders of the packages. */
  places: object;
  derived: ReadonlyMap<string, Derived>;
  folders: ReadonlyMap<string, Remembered<FolderManifests>>;
  infrastructure: ReadonlyMap<string, Remembered<Findings>>;
  lambdas: ReadonlyMap<string, Remembered<LambdaFindings>>;
  packageHashes: ReadonlyMap<string, string>;
  lambdaHashes: ReadonlyMap<string, LambdaHash>;
  completed: ReadonlyMap<string, Remembered<CompletedLambda>>;
  modules: ReadonlyMap<string, Remembered<PackageModules>>;
  /** What packages import, by their names. */
  packageImports: ReadonlyMap<string, FileResult<RememberedImports>>;
  /** What the handlers of Lambdas import, by their ids. */
  lambdaImports: ReadonlyMap<string, FileResult<RememberedImports>>;
  importReports: ReadonlyMap<string, Remembered<Diagnostic[]>>;
}

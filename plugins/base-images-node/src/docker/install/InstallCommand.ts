import {
  PackageWithExtras,
  PinnedPackage,
} from '@base-images/backstage-plugin-base-images-common';
import { SourceRange } from '../DockerfileModel';

/** One command of a Dockerfile that installs internal packages. @public */
export interface InstallCommand {
  /** Place among the commands of the image: they run in the order of these numbers. */
  order: number;
  /** 1-based line of the Dockerfile. */
  line: number;
  /** Where the command stands in the Dockerfile; the whole instruction where it comes from a script. */
  range: SourceRange;
  /** Number of the stage that runs it. */
  stage: number;
  /** What it installs from the working tree, in the order of its arguments. */
  packages: PackageWithExtras[];
  /** Internal packages that it installs in a published version. */
  pinned: PinnedPackage[];
  /** `--no-deps`: it does not look for what the packages need. */
  noDependencies: boolean;
  /** Whether it may not run. */
  conditional: boolean;
}

/** A command's packages at the place where they were installed or copied to. */
export interface Installation {
  command: InstallCommand;
  packages: readonly PackageWithExtras[];
  pinned: readonly PinnedPackage[];
  /** Folder of a virtual environment or of `--target`; empty for the interpreter's own. */
  location: string;
}

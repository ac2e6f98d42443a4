import { ImageFiles } from '../ImageFiles';
import { InstallRequest } from '../install/InstallRequest';
import { ResolvedInstall } from '../install/InstallList';
import { ProjectRequest } from '../install/ProjectRequest';
import { ShellCommand } from '../shell/ShellCommand';

/** What an installer was asked for, and what that means in terms of the monorepo's packages. */
export interface ObservedInstall {
  request: InstallRequest;
  resolved: ResolvedInstall;
  noDependencies: boolean;
  /** Folder of a virtual environment or of `--target`; empty for the interpreter's own. */
  location: string;
}

/** A command of a RUN as it ran, scripts and loops followed. */
export interface ObservedCommand {
  /** Number of the stage that runs it. */
  stage: number;
  command: ShellCommand;
  /** Folder that it ran in; undefined where it cannot be told. */
  cwd: string | undefined;
  /** What stood where before it ran. */
  files: ImageFiles;
  /** Variables of pip and uv that held for it. */
  settings: ReadonlyMap<string, string>;
  install: ObservedInstall | undefined;
  /** A command of uv, Poetry or PDM on a whole project. */
  project: ProjectRequest | undefined;
}

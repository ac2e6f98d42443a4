import {
  Confidence,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { SourceRange } from '../DockerfileModel';
import { Installation, InstallCommand } from '../install/InstallCommand';
import {
  installLocation,
  carryInstallations,
} from '../install/installLocation';
import {
  holdsAny,
  isInstalled,
  withoutPackages,
} from '../install/installations';
import { InstallRequest } from '../install/InstallRequest';
import { InstallResolver } from '../install/InstallResolver';
import { ProjectResolver } from '../install/ProjectResolver';
import { readProjectCommand } from '../install/readProjectCommand';
import { readInstaller, readUninstaller } from '../install/readInstaller';
import { Place } from '../ImageFiles';
import { LogicalText } from '../LogicalText';
import { joinImagePath } from '../paths';
import { ShellCommand, ShellStatus } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { ShellHost } from '../shell/ShellHost';
import { ShellState } from '../shell/ShellState';
import type { ShellWalker } from '../shell/ShellWalker';
import { runBuiltin } from '../shell/runBuiltin';
import { fileChanges } from '../shell/runFileCommand';
import { unwrapCommand } from '../shell/unwrapCommand';
import { StepBudget } from '../StepBudget';
import { AnalysisLog } from './AnalysisLog';
import { installerSettings } from './installerSettings';
import { ObservedCommand } from './ObservedCommand';
import { doubtProject, runProject } from './runProject';
import { runScript } from './runScript';
import { withInput } from './withInput';
import { writtenText } from './writtenText';

/** What the commands of one RUN work on. */
export interface RunAnalysisOptions {
  budget: StepBudget;
  log: AnalysisLog;
  resolver: InstallResolver;
  projects: ProjectResolver;
  stage: number;
  /** What the stage has installed so far. */
  installations: readonly Installation[];
  nextOrder(): number;
  readText(path: string, state: ShellState): Promise<string | undefined>;
  /** Told of every command in the order in which they run. */
  observe?(observed: ObservedCommand): void;
}

/** Carries out the commands of one RUN: what they do to files, and what they install. */
export class RunAnalysis implements ShellHost {
  readonly budget: StepBudget;
  /** Changes of files in their order. */
  readonly changes: { path: string; place: Place }[] = [];
  installations: Installation[];

  constructor(private readonly given: RunAnalysisOptions) {
    this.budget = given.budget;
    this.installations = [...given.installations];
  }

  doubt(confidence: Confidence, line: number, reason: string) {
    this.given.log.lower(confidence, line, reason);
  }

  /** Something that a command needs of the repository is not in the image, as where the build context is another folder. */
  doubtAbsent(line: number, reason: string) {
    this.given.log.unresolved++;
    this.doubt('unknown', line, reason);
  }

  readText(path: string, state: ShellState): Promise<string | undefined> {
    return this.given.readText(path, state);
  }

  async run(
    wrapped: ShellCommand,
    state: ShellState,
    walker: ShellWalker,
  ): Promise<ShellStatus> {
    const command = unwrapCommand(wrapped);
    const synced = readProjectCommand(wrapped);
    const observed = this.#observe(wrapped, state);
    if (synced && command !== wrapped) {
      // `uv run` installs the project first.
      runProject(synced, wrapped, state, this.given.projects, this);
    }
    const written = await writtenText(command, state, path =>
      this.readText(path, state),
    );
    if (written) {
      this.putText(written.path, written.text, state);
      return 'success';
    }
    const builtin = runBuiltin(command, state);
    if (builtin) {
      return builtin;
    }
    const changes = fileChanges(command, state);
    if (changes) {
      for (const change of changes) {
        if (change.kind === 'put') {
          this.put(change.path, change.place, state);
        } else {
          const { from, to } = change;
          this.put(
            to,
            { kind: 'image', files: state.disk.files, path: from },
            state,
          );
          this.installations.push(
            ...carryInstallations(this.installations, from, to),
          );
        }
      }
      return 'success';
    }
    const project = readProjectCommand(command);
    observed.project = synced ?? project;
    if (project) {
      const found = runProject(
        project,
        command,
        state,
        this.given.projects,
        this,
      );
      if (!found) {
        doubtProject(project, command, state, this);
      }
      return 'success';
    }
    const taken = readUninstaller(command);
    if (taken) {
      this.#uninstall(
        taken.names,
        installLocation(
          command,
          { ...taken, target: undefined, user: false },
          state,
        ),
        command,
      );
      return 'success';
    }
    const request = readInstaller(command);
    if (request) {
      await this.#install(request, command, state, observed);
      return 'success';
    }
    return runScript(command, state, walker, this);
  }

  #observe(command: ShellCommand, state: ShellState): ObservedCommand {
    const { stage, observe } = this.given;
    const observed: ObservedCommand = {
      stage,
      command,
      cwd: state.cwd,
      files: state.disk.files,
      settings: observe ? installerSettings(state, command) : new Map(),
      install: undefined,
      project: undefined,
    };
    observe?.(observed);
    return observed;
  }

  put(path: string, place: Place, state: ShellState) {
    this.changes.push({ path, place });
    state.disk.files = state.disk.files.with(path, place);
  }

  /** Records packages that a command installs. */
  record(
    install: {
      packages: PackageWithExtras[];
      pinned?: InstallCommand['pinned'];
      noDependencies: boolean;
      location: string;
    },
    { range, conditional }: { range: SourceRange; conditional: boolean },
  ) {
    const { packages, pinned = [], noDependencies, location } = install;
    if (packages.length === 0 && pinned.length === 0) {
      return;
    }
    const command: InstallCommand = {
      order: this.given.nextOrder(),
      line: range.startLine,
      range,
      stage: this.given.stage,
      packages,
      pinned,
      noDependencies,
      conditional,
    };
    const installation = { command, packages, pinned, location };
    if (conditional && !isInstalled(installation, this.installations)) {
      this.doubt('over', range.startLine, 'the command may not run');
    }
    this.installations.push(installation);
  }

  #uninstall(
    names: readonly string[],
    location: string,
    { conditional, range }: ShellCommand,
  ) {
    if (!conditional) {
      this.installations = withoutPackages(this.installations, names, location);
    } else if (holdsAny(this.installations, names, location)) {
      this.doubt('over', range.startLine, 'the command may not run');
    }
  }

  async #install(
    request: InstallRequest,
    command: ShellCommand,
    state: ShellState,
    observed: ObservedCommand,
  ) {
    const { resolver } = this.given;
    const line = command.range.startLine;
    const installed = new Set(
      this.installations.flatMap(({ packages }) =>
        packages.map(item => item.package),
      ),
    );
    const resolved = await resolver.resolve(
      request,
      withInput(command, state, this.given.projects),
      line,
      installed,
    );
    const noDependencies =
      request.noDependencies ||
      /^(?:1|true|yes|on)$/i.test(
        command.variables.get('PIP_NO_DEPS') ??
          state.variables.get('PIP_NO_DEPS') ??
          '',
      );
    const location = installLocation(command, request, state);
    observed.install = { request, resolved, noDependencies, location };
    if (request.kind === 'wheel') {
      const folder = shellPath(state, request.target ?? '.');
      for (const { package: name } of resolved.packages) {
        const files = this.given.projects.distributionFiles(name, ['wheel']);
        this.putDistributions(folder, name, files, state);
      }
      return;
    }
    this.record({ ...resolved, noDependencies, location }, command);
  }

  /** Files that are built of a package. */
  putDistributions(
    folder: string | undefined,
    name: string,
    files: readonly string[],
    state: ShellState,
  ) {
    if (folder === undefined) {
      return;
    }
    for (const file of files) {
      this.put(
        joinImagePath(folder, file),
        { kind: 'wheel', package: name },
        state,
      );
    }
  }

  /** A virtual environment is known by the file in its folder. */
  createEnvironment(word: string, state: ShellState) {
    const folder = shellPath(state, word);
    if (folder !== undefined) {
      this.putText(joinImagePath(folder, 'pyvenv.cfg'), '', state);
    }
  }

  putText(path: string, text: string, state: ShellState) {
    this.put(path, { kind: 'text', text: LogicalText.of(text, 0) }, state);
  }
}

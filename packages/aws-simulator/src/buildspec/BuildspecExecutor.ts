import { ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { BuildExecutor } from '../builds/BuildExecutor';
import { WorkPhase } from '../builds/BuildScript';
import { findSource } from '../builds/findSource';
import {
  completeBuild,
  currentPhase,
  endPhase,
  enterPhase,
  isComplete,
} from '../builds/phases';
import { variablesOf } from '../builds/pushImage';
import { readZip } from '../builds/readZip';
import { Clock } from '../clock';
import { ensureLogStream, logOfBuild } from '../logs/logStreams';
import { Blobs, BuildState, SimulatorState } from '../state';
import { Buildspec, parseBuildspec } from './parseBuildspec';
import { toShellScript } from './toShellScript';

/** How builds are carried out for real. @public */
export interface BuildspecExecutorOptions {
  state: SimulatorState;
  blobs: Blobs;
  clock: Clock;
  /** Folder for the builds; each has one of its own in it, which goes with its end. */
  folder: string;
  /** Environment of the commands beside that of CodeBuild, such as a PATH with the tools that they call. */
  environment(build: BuildState): Record<string, string>;
}

/** Runs the commands of inline buildspecs, in the time that they take. A restart of the simulator ends builds as a fault. @public */
export class BuildspecExecutor implements BuildExecutor {
  private readonly options: BuildspecExecutorOptions;
  private readonly running = new Map<string, ChildProcess>();

  constructor(options: BuildspecExecutorOptions) {
    this.options = options;
  }

  nextChange(build: BuildState): number | undefined {
    return this.running.has(build.id)
      ? undefined
      : currentPhase(build).startedAt;
  }

  advance(build: BuildState, at: number): void {
    if (currentPhase(build).type !== 'PROVISIONING') {
      completeBuild(build, 'FAULT', at, {
        statusCode: 'INTERNAL_ERROR',
        message: 'The simulator was restarted',
      });
      return;
    }
    this.write(build, 'Waiting for DOWNLOAD_SOURCE');
    enterPhase(build, 'DOWNLOAD_SOURCE', at);
    const { version, failure } = findSource(build, this.options.state);
    if (failure) {
      this.fail(build, failure.message, failure.statusCode);
      return;
    }
    const folder = resolve(this.options.folder, build.id.replace(':', '-'));
    const source = resolve(folder, 'src');
    try {
      mkdirSync(source, { recursive: true });
      if (version) {
        unpack(this.options.blobs.get(version.blob)!, source);
      }
      const buildspec = parseBuildspec(build.source.buildspec ?? '');
      this.run(build, buildspec, folder, source);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      this.fail(build, String(error), 'YAML_FILE_ERROR');
    }
  }

  abandon(build: BuildState): void {
    const child = this.running.get(build.id);
    if (child?.pid !== undefined) {
      // The whole group: a builder has children of its own.
      process.kill(-child.pid, 'SIGKILL');
    }
  }

  private run(
    build: BuildState,
    buildspec: Buildspec,
    folder: string,
    source: string,
  ): void {
    const script = toShellScript(buildspec);
    const child = spawn(buildspec.shell, ['-c', script], {
      cwd: source,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        AWS_REGION: build.region,
        AWS_DEFAULT_REGION: build.region,
        CODEBUILD_BUILD_ARN: build.arn,
        CODEBUILD_BUILD_ID: build.id,
        CODEBUILD_BUILD_NUMBER: String(build.buildNumber),
        CODEBUILD_INITIATOR: build.initiator,
        CODEBUILD_RESOLVED_SOURCE_VERSION: build.resolvedSourceVersion ?? '',
        CODEBUILD_SOURCE_VERSION: build.sourceVersion ?? '',
        CODEBUILD_SRC_DIR: source,
        ...buildspec.variables,
        ...variablesOf(build),
        ...this.options.environment(build),
      },
    });
    this.running.set(build.id, child);
    const [, stdout, stderr, reports] = child.stdio;
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream as NodeJS.ReadableStream }).on(
        'line',
        line => this.write(build, line),
      );
    }
    const exported: Record<string, string> = {};
    createInterface({ input: reports as NodeJS.ReadableStream }).on(
      'line',
      line => this.hear(build, line, exported),
    );
    child.once('error', error => {
      this.fail(build, error.message, 'CLIENT_ERROR');
    });
    child.once('close', status => {
      this.running.delete(build.id);
      rmSync(folder, { recursive: true, force: true });
      this.end(build, status, exported);
    });
  }

  private hear(
    build: BuildState,
    line: string,
    exported: Record<string, string>,
  ): void {
    if (isComplete(build)) {
      return;
    }
    const [kind, first, second = ''] = line.split(' ');
    const text = Buffer.from(second, 'base64').toString();
    const now = this.options.clock.now();
    if (kind === 'phase') {
      enterPhase(build, first as WorkPhase, now);
    } else if (kind === 'export') {
      exported[first] = text;
    } else {
      endPhase(build, 'FAILED', now, {
        statusCode: 'COMMAND_EXECUTION_ERROR',
        message: `Error while executing command: ${text}. Reason: exit status ${first}`,
      });
    }
  }

  private end(
    build: BuildState,
    status: number | null,
    exported: Record<string, string>,
  ): void {
    if (isComplete(build)) {
      return;
    }
    const now = this.options.clock.now();
    if (status !== 0) {
      // A command that ended the shell.
      endPhase(build, 'FAILED', now, {
        statusCode: 'COMMAND_EXECUTION_ERROR',
        message: `The shell ended with ${status}`,
      });
    }
    const failed = build.phases.some(phase => phase.status === 'FAILED');
    if (!failed) {
      build.exportedVariables = exported;
    }
    enterPhase(build, 'UPLOAD_ARTIFACTS', now);
    enterPhase(build, 'FINALIZING', now);
    completeBuild(build, failed ? 'FAILED' : 'SUCCEEDED', now);
  }

  private fail(build: BuildState, message: string, statusCode = ''): void {
    const now = this.options.clock.now();
    if (!isComplete(build)) {
      this.write(build, message);
      endPhase(build, 'FAILED', now, { statusCode, message });
      enterPhase(build, 'FINALIZING', now);
      completeBuild(build, 'FAILED', now);
    }
  }

  private write(build: BuildState, line: string): void {
    const now = this.options.clock.now();
    const { group, stream } = logOfBuild(build);
    const region =
      this.options.state.regions[`${build.account}/${build.region}`];
    ensureLogStream(region, group, stream, now).events.push({
      timestamp: now,
      message: `${line}\n`,
    });
  }
}

/** Unpacks an archive into a folder. Throws for a path that leads out of it. */
function unpack(archive: Buffer, folder: string): void {
  for (const entry of readZip(archive)) {
    const path = resolve(folder, entry.path);
    if (!path.startsWith(folder + sep)) {
      throw new Error(`${entry.path} leads out of the source`);
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, entry.read());
    if ((entry.mode % 0o1000) % 2 === 1) {
      chmodSync(path, 0o755);
    }
  }
}

import { composeImage } from '../image/composeImage';
import { ensureLogStream, logOfBuild } from '../logs/logStreams';
import { removeImage } from '../ecr/removeImage';
import { RegistryView } from '../ecr/RegistryView';
import { storeImage } from '../ecr/storeImage';
import {
  Blobs,
  BuildState,
  LogStreamState,
  RegionState,
  SimulatorState,
} from '../state';
import { BuildBehaviour } from './BuildBehaviour';
import { BuildExecutor } from './BuildExecutor';
import { BuildScript, WORK_PHASES, WorkPhase } from './BuildScript';
import { readZip } from './readZip';
import { completeBuild, currentPhase, endPhase, enterPhase } from './phases';
import { findSource } from './findSource';

/** Seconds of a small image's build. */
const SECONDS: Record<WorkPhase, number> = {
  PROVISIONING: 8,
  DOWNLOAD_SOURCE: 2,
  INSTALL: 0,
  PRE_BUILD: 3,
  BUILD: 30,
  POST_BUILD: 6,
  UPLOAD_ARTIFACTS: 0,
  FINALIZING: 1,
};

/** Runs builds by the clock: phases take time and write a log, and at the end of POST_BUILD the image is there. @public */
export class ClockBuildExecutor implements BuildExecutor {
  private readonly options: {
    state: SimulatorState;
    blobs: Blobs;
    behaviour: BuildBehaviour;
    /** How many times faster than real builds. */
    speed: number;
  };

  constructor(options: ClockBuildExecutor['options']) {
    this.options = options;
  }

  nextChange(build: BuildState): number | undefined {
    const phase = currentPhase(build);
    if (!build.script) {
      return phase.startedAt;
    }
    const stuck = build.effects.some(
      effect => effect.kind === 'stuck' && effect.phase === phase.type,
    );
    return stuck
      ? undefined
      : phase.startedAt + this.milliseconds(build.script, phase.type);
  }

  advance(build: BuildState, at: number): void {
    if (!build.script) {
      build.script = this.plan(build, at);
      this.writeLog(build, at);
      return;
    }
    const phase = currentPhase(build).type as WorkPhase;
    const ending = build.effects.find(
      effect => effect.kind === 'end' && (effect.phase ?? 'BUILD') === phase,
    );
    if (ending?.kind === 'end' && ending.status !== 'FAILED') {
      completeBuild(build, ending.status, at, {
        statusCode: ending.status === 'FAULT' ? 'INTERNAL_ERROR' : '',
        message: ending.message ?? '',
      });
      this.cutLog(build);
      return;
    }
    if (build.script.failure?.phase === phase) {
      const { message, statusCode } = build.script.failure;
      endPhase(build, 'FAILED', at, {
        statusCode: statusCode ?? 'COMMAND_EXECUTION_ERROR',
        message,
      });
    }
    const failed = build.phases.some(({ status }) => status === 'FAILED');
    if (phase === 'POST_BUILD' && !failed) {
      this.push(build, at);
    }
    if (phase === 'FINALIZING') {
      completeBuild(build, failed ? 'FAILED' : 'SUCCEEDED', at);
      return;
    }
    enterPhase(build, failed ? afterFailure(phase) : after(phase), at);
    this.writeLog(build, at);
  }

  abandon(build: BuildState): void {
    this.cutLog(build);
  }

  private plan(build: BuildState, at: number): BuildScript {
    const region = this.region(build);
    const { version, failure: lost } = findSource(build, this.options.state);
    if (lost) {
      return { failure: lost };
    }
    const source = version && this.options.blobs.get(version.blob);
    const script = this.options.behaviour(build, {
      readSource: path => source && readFileOf(source, path),
      registry: new RegistryView(region, this.options.blobs),
      now: at,
      keep: bytes => this.options.blobs.put(bytes),
    });
    const failure = build.effects.find(
      effect => effect.kind === 'end' && effect.status === 'FAILED',
    );
    return failure?.kind === 'end'
      ? {
          ...script,
          failure: {
            phase: (failure.phase ?? 'BUILD') as WorkPhase,
            message:
              failure.message ??
              'Error while executing command: docker build. Reason: exit status 1',
          },
        }
      : script;
  }

  private push(build: BuildState, at: number): void {
    const region = this.region(build);
    for (const image of build.script?.images ?? []) {
      const repository = region.repositories[image.repository];
      for (const child of image.children) {
        storeImage(repository, child, at);
      }
      const digest = storeImage(repository, image, at);
      for (const effect of build.effects) {
        if (effect.kind === 'expired') {
          removeImage(repository, digest);
        } else if (effect.kind === 'tagMoved') {
          const other = composeImage({
            platform: 'linux/amd64',
            labels: {},
            content: 'pushed by somebody else',
            createdAt: at,
            keep: bytes => this.options.blobs.put(bytes),
          });
          storeImage(repository, { ...other, tags: image.tags }, at);
        }
      }
    }
    build.exportedVariables = { ...build.script?.exportedVariables };
  }

  /** Writes all that the phase will say, with the times when it will have said it: readers see only what is past. */
  private writeLog(build: BuildState, at: number): void {
    const phase = currentPhase(build).type as WorkPhase;
    const { group, stream } = logOfBuild(build);
    const late = build.effects.find(effect => effect.kind === 'lateLog');
    const log = ensureLogStream(
      this.region(build),
      group,
      stream,
      at + (late?.kind === 'lateLog' ? late.milliseconds : 0),
    );
    for (const effect of build.effects) {
      if (effect.kind === 'emptyLogPages') {
        log.emptyPages = effect.pages;
      }
    }
    const lines = [
      `[Container] ${new Date(at).toISOString()} Entering phase ${phase}`,
      ...(build.script?.log?.[phase] ?? []),
      ...build.effects.flatMap(effect =>
        effect.kind === 'logLines' && phase === 'BUILD' ? effect.lines : [],
      ),
    ];
    const length = this.milliseconds(build.script ?? {}, phase);
    lines.forEach((message, index) => {
      log.events.push({
        timestamp: Math.floor(at + (length * index) / lines.length),
        message: `${message}\n`,
      });
    });
  }

  private cutLog(build: BuildState): void {
    const { group, stream } = logOfBuild(build);
    const log: LogStreamState | undefined =
      this.region(build).logGroups[group]?.[stream];
    if (log) {
      log.events = log.events.filter(
        ({ timestamp }) => timestamp <= (build.endedAt ?? Infinity),
      );
    }
  }

  private milliseconds(script: BuildScript, phase: string): number {
    const known = phase as WorkPhase;
    const length = script.seconds?.[known] ?? SECONDS[known] ?? 0;
    return (length * 1000) / this.options.speed;
  }

  private region(build: BuildState): RegionState {
    return this.options.state.regions[`${build.account}/${build.region}`];
  }
}

/** A file of a context. A source that is no archive has none. */
function readFileOf(source: Buffer, path: string): Buffer | undefined {
  try {
    return readZip(source)
      .find(entry => entry.path === path)
      ?.read();
  } catch {
    return undefined;
  }
}

function after(phase: WorkPhase): WorkPhase {
  return WORK_PHASES[WORK_PHASES.indexOf(phase) + 1];
}

/** POST_BUILD runs after a BUILD that failed, and artifacts are tried after that; other failures end the build. */
function afterFailure(phase: WorkPhase): WorkPhase {
  return phase === 'BUILD' ||
    phase === 'POST_BUILD' ||
    phase === 'UPLOAD_ARTIFACTS'
    ? after(phase)
    : 'FINALIZING';
}

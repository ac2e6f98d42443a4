import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Rebuild,
  RebuildStep,
} from '@base-images/backstage-plugin-base-images-common';

/** What there is to say about a step, whichever state it is in. */
const WORDS: Record<RebuildStep['state'], string> = {
  pending: 'waits for what it stands on',
  ready: 'may begin',
  attached: 'waits for a build that another rebuild began',
  starting: 'is being started',
  running: 'is being built',
  verifying: 'is being verified',
  stopping: 'is being stopped',
  done: 'is done',
  failed: 'failed',
  blocked: 'is not built',
  lost: 'was lost by the build service',
  cancelled: 'was cancelled',
};

/** One line whenever a rebuild or a step of it changes. */
export class ProgressLog {
  static create(logger: LoggerService): ProgressLog {
    return new ProgressLog(logger);
  }

  #known = new Map<string, string>();

  private constructor(private readonly logger: LoggerService) {}

  tell(rebuild: Rebuild): void {
    if (rebuild.state === 'queued') {
      this.#tell('', 'The rebuild waits for another one of its environment');
    } else if (rebuild.message !== null) {
      this.#tell('', rebuild.message);
    }
    for (const step of rebuild.steps) {
      // Not worth a line each: a step begins in one of them, and passes the other at once.
      if (
        (step.state !== 'pending' && step.state !== 'ready') ||
        step.message !== null
      ) {
        this.#tell(step.id, describeStep(step));
      }
    }
  }

  #tell(subject: string, line: string): void {
    if (this.#known.get(subject) !== line) {
      this.#known.set(subject, line);
      this.logger.info(line);
    }
  }
}

/** A step with where it stands, such as `receipt-label (linux/arm64) is being built`. */
export function describeStep(step: RebuildStep): string {
  const { name, platform, state, attempt, digest, reused, message } = step;
  const details = [
    attempt > 1 && state !== 'done' ? `attempt ${attempt}` : undefined,
    state === 'done' && reused ? 'was there already' : undefined,
    state === 'done' && digest ? digest : undefined,
    message ?? undefined,
  ].filter(item => item !== undefined);
  return `${name} (${platform}) ${WORDS[state]}${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
}

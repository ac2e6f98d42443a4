import { LoggerService } from '@backstage/backend-plugin-api';
import { EntityProblem } from '../entities/EntityProblem';

/** How many problems of one scope are written out. */
const MAX_WRITTEN = 25;

function toText(problem: EntityProblem): string {
  return `${problem.message}. ${problem.help}.`;
}

/** Logs problems when they appear, and not again while they stay. */
export class ChangeLogger {
  readonly #logger: LoggerService;
  readonly #known = new Map<string, Set<string>>();

  static create(options: { logger: LoggerService }): ChangeLogger {
    return new ChangeLogger(options.logger);
  }

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /**
   * @param scope - What the problems are about, such as a source id
   * @param problems - All problems that it has now
   */
  report(scope: string, problems: EntityProblem[]): void {
    const known = this.#known.get(scope);
    const added = problems.filter(problem => !known?.has(toText(problem)));
    this.#known.set(scope, new Set(problems.map(toText)));
    for (const problem of added.slice(0, MAX_WRITTEN)) {
      if (problem.level === 'info') {
        this.#logger.info(toText(problem));
      } else {
        this.#logger.warn(toText(problem));
      }
    }
    if (added.length > MAX_WRITTEN) {
      this.#logger.warn(
        `${added.length - MAX_WRITTEN} more problems of this kind are not written out.`,
      );
    }
  }
}

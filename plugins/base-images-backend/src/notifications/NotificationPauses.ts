import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

const FIRST_MS = 15_000;
const LONGEST_MS = 15 * 60_000;
/** A portal gets a notifications backend with a new start, of that backend or of another. */
const NOT_INSTALLED_MS = 60 * 60_000;
/** What Backstage's service for notifications says when nothing answers under their address. */
const NOT_INSTALLED = /^Failed to send notifications\b.*\bstatus 404\b/s;

/** Waits longer and longer while something cannot be told, and says so once. */
export class NotificationPauses {
  static create(options: {
    logger: LoggerService;
    /** Milliseconds, by the clock of this process. */
    now?: () => number;
  }): NotificationPauses {
    return new NotificationPauses(options.logger, options.now ?? Date.now);
  }

  readonly #pauses = new Map<string, { until: number; length: number }>();
  #notInstalledUntil = 0;
  #saidNotInstalled = false;

  private constructor(
    private readonly logger: LoggerService,
    private readonly now: () => number,
  ) {}

  /** Does it, unless it is too early after it did not work. */
  async run(
    what: string,
    signal: AbortSignal,
    tell: () => Promise<void>,
  ): Promise<void> {
    const pause = this.#pauses.get(what);
    if (this.now() < Math.max(pause?.until ?? 0, this.#notInstalledUntil)) {
      return;
    }
    try {
      await tell();
      this.#pauses.delete(what);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const { message } = toError(error);
      if (NOT_INSTALLED.test(message)) {
        this.#pauseAll();
      } else {
        this.#pause(what, message);
      }
    }
  }

  #pauseAll(): void {
    this.#notInstalledUntil = this.now() + NOT_INSTALLED_MS;
    if (!this.#saidNotInstalled) {
      this.#saidNotInstalled = true;
      this.logger.info(
        "Nobody is notified, since this portal has no notifications backend: install @backstage/plugin-notifications-backend, or set 'baseImages.notifications.enabled' to false",
      );
    }
  }

  #pause(what: string, message: string): void {
    const before = this.#pauses.get(what);
    const length = Math.min(before ? 2 * before.length : FIRST_MS, LONGEST_MS);
    this.#pauses.set(what, { until: this.now() + length, length });
    if (!before) {
      this.logger.warn(
        `Owners cannot be notified of ${what}; this is tried again: ${message}`,
      );
    }
  }
}

import { Knex } from 'knex';
import { claimIsFree } from '../rebuild/store/claimIsFree';
import { databaseClock } from '../rebuild/store/databaseClock';
import { deleteOtherEnvironments } from '../store/deleteOtherEnvironments';

const TABLE = 'notifications';

/** What is told about: rebuilds that ended, or images that are stale, of a source in an environment. */
export interface NotificationSubject {
  sourceId: string;
  environment: string;
  subject: 'rebuilds' | 'stale';
}

/** The right to tell about a subject: lost as soon as another process claims it. */
export interface NotificationClaim extends NotificationSubject {
  epoch: number;
}

/** Keeps what was told last, so that replicas and restarts neither forget nor repeat it. Nothing here waits for the network. */
export class NotificationStateStore {
  static create(client: Knex): NotificationStateStore {
    return new NotificationStateStore(client);
  }

  private constructor(private readonly client: Knex) {}

  /** What was saved last, or undefined before the first time. */
  async get<T>(subject: NotificationSubject): Promise<T | undefined> {
    const row = await this.client(TABLE).where(toKey(subject)).first('state');
    return toState(row);
  }

  /** The right to tell, with what was saved last; undefined while another process has it. */
  async claim<T>(
    subject: NotificationSubject,
    milliseconds: number,
  ): Promise<{ claim: NotificationClaim; state: T | undefined } | undefined> {
    const now = databaseClock(this.client);
    await this.client(TABLE)
      .insert(toKey(subject))
      .onConflict(['source_id', 'environment', 'subject'])
      .ignore();
    const [row] = await this.client(TABLE)
      .where(toKey(subject))
      .where(claimIsFree(this.client))
      .update(
        {
          claim_epoch: this.client.raw('claim_epoch + 1'),
          claim_until: this.client.raw(`${now} + ?`, [milliseconds]),
        },
        ['claim_epoch', 'state'],
      );
    return (
      row && {
        claim: { ...subject, epoch: Number(row.claim_epoch) },
        state: toState<T>(row),
      }
    );
  }

  /** False when the claim is gone. */
  async renew(claim: NotificationClaim, milliseconds: number) {
    return this.#update(claim, {
      claim_until: this.client.raw(`${databaseClock(this.client)} + ?`, [
        milliseconds,
      ]),
    });
  }

  /** False when the claim is gone: then nothing is written. */
  async save(claim: NotificationClaim, state: object): Promise<boolean> {
    return this.#update(claim, { state: JSON.stringify(state) });
  }

  /** Forgets what is told about no more. */
  async deleteAllExcept(
    environments: readonly { sourceId: string; id: string }[],
  ): Promise<void> {
    await deleteOtherEnvironments(this.client, TABLE, environments);
  }

  async #update(
    { epoch, ...subject }: NotificationClaim,
    change: Record<string, string | Knex.Raw>,
  ): Promise<boolean> {
    const updated = await this.client(TABLE)
      .where({ ...toKey(subject), claim_epoch: epoch })
      .update(change);
    return updated === 1;
  }
}

function toKey({ sourceId, environment, subject }: NotificationSubject) {
  return { source_id: sourceId, environment, subject };
}

function toState<T>(row: { state?: string | null } | undefined): T | undefined {
  return row?.state ? JSON.parse(row.state) : undefined;
}

import { Knex } from 'knex';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { registryOf } from '../rebuild/runner/RunContext';
import { deleteOtherEnvironments } from '../store/deleteOtherEnvironments';
import { NOTHING_OBSERVED, ObservationRecord } from './ObservationRecord';

type ObservedEnvironment = Pick<
  SourceEnvironment,
  'sourceId' | 'id' | 'account' | 'region'
>;

/** Keeps what was observed, so that replicas and restarts know the same. */
export class ObservationStore {
  static create(client: Knex): ObservationStore {
    return new ObservationStore(client);
  }

  /** By source and environment, so that requests parse a round once. */
  readonly #latest = new Map<string, ObservationRecord>();

  private constructor(private readonly client: Knex) {}

  /** Nothing where it was observed in another account or region than that of the environment now. Not to be changed. */
  async get(environment: ObservedEnvironment): Promise<ObservationRecord> {
    const record = await this.#read(environment);
    return record.registry === registryOf(environment)
      ? record
      : NOTHING_OBSERVED;
  }

  async #read({
    sourceId,
    id,
  }: ObservedEnvironment): Promise<ObservationRecord> {
    const key = `${sourceId} ${id}`;
    const rows = () =>
      this.client('observations').where({
        source_id: sourceId,
        environment: id,
      });
    const latest = this.#latest.get(key);
    const state = await rows().first('observed_at');
    if (latest && latest.observedAt === state?.observed_at) {
      return latest;
    }
    const row = state && (await rows().first('observation'));
    if (!row) {
      this.#latest.delete(key);
      return NOTHING_OBSERVED;
    }
    // Rows of earlier versions lack what came later.
    const record: ObservationRecord = {
      ...NOTHING_OBSERVED,
      ...JSON.parse(row.observation),
    };
    this.#latest.set(key, record);
    return record;
  }

  async save(
    { sourceId, id }: ObservedEnvironment,
    observation: ObservationRecord,
  ): Promise<void> {
    await this.client('observations')
      .insert({
        source_id: sourceId,
        environment: id,
        observed_at: observation.observedAt,
        observation: JSON.stringify(observation),
      })
      .onConflict(['source_id', 'environment'])
      .merge();
    this.#latest.delete(`${sourceId} ${id}`);
  }

  /** Forgets the environments that are not configured any more. */
  async deleteAllExcept(
    environments: readonly { sourceId: string; id: string }[],
  ): Promise<void> {
    await deleteOtherEnvironments(this.client, 'observations', environments);
  }
}

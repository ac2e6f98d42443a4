import { Knex } from 'knex';
import { databaseClock } from './databaseClock';

/** Failures in a row of images, with the build key that failed last. */
export class BreakerTable {
  constructor(private readonly client: Knex) {}

  async count(
    sourceId: string,
    environment: string,
    imageId: string,
    buildKey: string,
  ): Promise<number> {
    const row = await this.client('breakers')
      .where({ source_id: sourceId, environment, image_id: imageId })
      .first('failures', 'build_key');
    return row?.build_key === buildKey ? Number(row.failures) : 0;
  }

  async add(
    sourceId: string,
    environment: string,
    imageId: string,
    buildKey: string,
  ): Promise<void> {
    const key = { source_id: sourceId, environment, image_id: imageId };
    const failedAt = this.client.raw(databaseClock(this.client));
    await this.client('breakers')
      .insert({ ...key, failures: 1, build_key: buildKey, failed_at: failedAt })
      .onConflict(['source_id', 'environment', 'image_id'])
      .merge({
        failures: this.client.raw('breakers.failures + 1'),
        build_key: buildKey,
        failed_at: failedAt,
      });
  }

  async reset(
    sourceId: string,
    environment: string,
    imageIds: readonly string[],
  ): Promise<void> {
    await this.client('breakers')
      .where({ source_id: sourceId, environment })
      .whereIn('image_id', [...imageIds])
      .delete();
  }
}

import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { ImageRecord } from './RebuildRecords';
import { IMAGE_COLUMNS, Row, toImage, toRow } from './rows';

/** Parameters of one statement; SQLite allows 32,766. */
const CHUNK = 500;

/** Images of a repository for a platform that are kept: reading them costs the same after years. */
const KEPT = 5;

/** Images that were verified, by registry, repository and build key; of each repository and platform the newest ones. */
export class ImageTable {
  constructor(private readonly client: Knex) {}

  /** Oldest first. */
  async find(
    registry: string,
    repositories: readonly string[],
  ): Promise<ImageRecord[]> {
    const found: ImageRecord[] = [];
    for (let start = 0; start < repositories.length; start += CHUNK) {
      const rows: Row[] = await this.client('images')
        .where({ account_region: registry })
        .whereIn('repository', repositories.slice(start, start + CHUNK))
        .orderBy(['pushed_at', 'committed_at', 'build_key']);
      found.push(...rows.map(toImage));
    }
    return found;
  }

  saveAll(
    registry: string,
    images: readonly Omit<ImageRecord, 'committedAt'>[],
  ): Promise<void> {
    return this.client.transaction(trx => this.save(trx, registry, images));
  }

  async save(
    trx: Knex.Transaction,
    registry: string,
    images: readonly Omit<ImageRecord, 'committedAt'>[],
  ): Promise<void> {
    for (const image of images) {
      await trx('images')
        .insert({
          ...toRow(IMAGE_COLUMNS, image),
          account_region: registry,
          committed_at: trx.raw(databaseClock(this.client)),
        })
        .onConflict(['account_region', 'repository', 'build_key'])
        .merge();
      await this.#forgetOld(trx, registry, image);
    }
  }

  async forget(
    registry: string,
    repository: string,
    buildKey: string,
  ): Promise<void> {
    await this.client('images')
      .where({ account_region: registry, repository, build_key: buildKey })
      .delete();
  }

  /** @param registries - those that environments are configured for. */
  async forgetAllExcept(registries: readonly string[]): Promise<void> {
    await this.client('images')
      .whereNotIn('account_region', [...registries])
      .delete();
  }

  /** @param repositories - those that images are to be in. */
  async forgetRepositoriesExcept(
    registry: string,
    repositories: readonly string[],
  ): Promise<void> {
    const kept = new Set(repositories);
    const rows: { repository: string }[] = await this.client('images')
      .where({ account_region: registry })
      .distinct('repository');
    const others = rows
      .map(({ repository }) => repository)
      .filter(repository => !kept.has(repository));
    for (let start = 0; start < others.length; start += CHUNK) {
      await this.client('images')
        .where({ account_region: registry })
        .whereIn('repository', others.slice(start, start + CHUNK))
        .delete();
    }
  }

  /** What is forgotten can be read from the registry again. The one that was seen last is kept, however old it is. */
  async #forgetOld(
    trx: Knex.Transaction,
    registry: string,
    { repository, platform }: Pick<ImageRecord, 'repository' | 'platform'>,
  ): Promise<void> {
    const rows: { build_key: string }[] = await trx('images')
      .where({ account_region: registry, repository, platform })
      .orderBy([
        { column: 'committed_at', order: 'desc' },
        { column: 'pushed_at', order: 'desc' },
      ])
      .select('build_key');
    if (rows.length > KEPT) {
      await trx('images')
        .where({ account_region: registry, repository })
        .whereIn(
          'build_key',
          rows.slice(KEPT).map(row => row.build_key),
        )
        .delete();
    }
  }
}

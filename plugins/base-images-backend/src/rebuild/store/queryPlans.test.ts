import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { EndedRebuilds } from '../../notifications/EndedRebuilds';
import { ENVIRONMENT, exampleStep } from '../__testUtils__/exampleRebuild';
import { RunnerBench } from '../__testUtils__/RunnerBench';

jest.setTimeout(240_000);

const REBUILDS = 20_000;
const OTHER = { ...ENVIRONMENT, sourceId: 'other' };
/** Tables that grow with every rebuild. */
const GROWING = 'rebuilds|requests|steps|builds';

interface Query {
  sql: string;
  bindings: unknown[];
}

/** With years of rebuilds, a look reads what goes on, and a page what it shows. */
describe('queries', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  /** Rebuilds that have ended, each with two steps, a build and a request, of the two sources and of others. */
  async function fill(knex: Knex): Promise<void> {
    const numbers =
      knex.client.config.client === 'pg'
        ? `select n from generate_series(1, ${REBUILDS}) as numbers(n)`
        : `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${REBUILDS}) select n from numbers`;
    const now = 'n * 1000';
    const source = `case n % 4 when 0 then '${ENVIRONMENT.sourceId}' when 1 then '${OTHER.sourceId}' else 'source-' || (n % 50) end`;
    const place = `${source}, '${ENVIRONMENT.id}'`;
    await knex.raw(
      `insert into rebuilds (id, source_id, environment, state, request, tree_hash, deploys, created_at, ended_at)
       select 'rebuild-' || n, ${place}, 'done', '{}', 'tree', '[]', ${now}, ${now} from (${numbers}) as all_numbers`,
    );
    await knex.raw(
      `insert into requests (source_id, environment, request_key, rebuild_id)
       select ${place}, 'key-' || n, 'rebuild-' || n from (${numbers}) as all_numbers`,
    );
    for (const step of ['a', 'b']) {
      await knex.raw(
        `insert into steps (rebuild_id, step_id, position, state, plan, build_id)
         select 'rebuild-' || n, '${step}', 0, 'done', '{}', 'build-' || n from (${numbers}) as all_numbers`,
      );
    }
    await knex.raw(
      `insert into builds (id, rebuild_id, step_id, source_id, environment, platform, account_region, repository, build_key, attempt,
         state, token, context_location, context_version, created_at)
       select 'build-' || n, 'rebuild-' || n, 'a', ${place}, 'linux/arm64', 'registry', 'repository-' || (n % 100), 'key-' || n, 1,
         'succeeded', 'token', 'bucket', 'version', ${now} from (${numbers}) as all_numbers`,
    );
    await knex.raw('analyze');
  }

  /** Collects what is asked for while something is done. */
  async function collect(
    knex: Knex,
    act: () => Promise<unknown>,
  ): Promise<Query[]> {
    const queries = new Map<string, Query>();
    const onQuery = ({ sql, bindings }: Query) => {
      if (/^(select|update|delete|with)\b/i.test(sql)) {
        queries.set(sql, { sql, bindings: bindings ?? [] });
      }
    };
    knex.on('query', onQuery);
    try {
      await act();
    } finally {
      knex.off('query', onQuery);
    }
    return [...queries.values()];
  }

  /** The plan of the database for a query, a line each. */
  async function explain(knex: Knex, { sql, bindings }: Query) {
    const connection = await knex.client.acquireConnection();
    try {
      if (knex.client.config.client === 'pg') {
        const { rows } = await connection.query(`explain ${sql}`, bindings);
        return rows.map((row: Record<string, string>) => row['QUERY PLAN']);
      }
      return connection
        .prepare(`explain query plan ${sql}`)
        .all(
          ...bindings.map(value =>
            typeof value === 'boolean' ? Number(value) : value,
          ),
        )
        .map((row: { detail: string }) => row.detail);
    } finally {
      await knex.client.releaseConnection(connection);
    }
  }

  /**
   * Those that read more than a few rows, as the database expects it: SQLite tells what it reads as a whole, PostgreSQL what it costs
   * (reading one of the tables costs some hundreds).
   */
  async function heavy(
    knex: Knex,
    queries: Query[],
    limits: { cost: number; scan: RegExp },
  ): Promise<string[]> {
    const found: string[] = [];
    for (const query of queries) {
      const lines: string[] = await explain(knex, query);
      const cost = Number(/\.\.([0-9.]+) rows=/.exec(lines[0])?.[1] ?? 0);
      if (cost > limits.cost || lines.some(line => limits.scan.test(line))) {
        found.push([query.sql, ...lines].join('\n'));
      }
    }
    return found;
  }

  /** Of what happens every few seconds. */
  const LOOKS = {
    cost: 100,
    scan: new RegExp(`^SCAN (${GROWING})\\b|Seq Scan on (${GROWING})\\b`),
  };
  /** A page of an index is read in its order, to the end of the page. */
  const PAGES = {
    cost: 400,
    scan: new RegExp(
      `^SCAN (${GROWING})\\b(?! USING)|Seq Scan on (${GROWING})\\b`,
    ),
  };

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    it('read no table as a whole that grows with every rebuild', async () => {
      const knex = await databases.init(databaseId);
      const bench = await RunnerBench.create(knex);
      await fill(knex);
      const { store, services } = bench;
      const runner = bench.createRunner([ENVIRONMENT, OTHER]);

      const looks = await collect(knex, async () => {
        const id = await bench.start(
          [exampleStep('a'), exampleStep('b', 'a'), exampleStep('c')],
          { requestKey: 'one' },
        );
        await bench.start([exampleStep('d')], { requestKey: 'two' });
        await runner.tick();
        const other = await bench.start([exampleStep('a')], {
          sourceId: OTHER.sourceId,
        });
        await runner.tick();
        expect(await bench.states(other)).toEqual({ a: 'attached' });
        const [, c] = services.running();
        services.fail(c);
        await runner.tick();
        await store.requestCancel(id);
        await runner.tick();
        services.succeed(services.running()[0]);
        for (let look = 0; look < 4; look++) {
          await runner.tick();
        }
        expect(await store.get(other)).toMatchObject({ state: 'done' });
        expect(await store.get(id)).toMatchObject({ state: 'cancelled' });
        await store.retry(id);
      });
      expect(looks.length).toBeGreaterThan(25);
      expect(await heavy(knex, looks, LOOKS)).toEqual([]);

      const page = { limit: 25 };
      const place = { sourceIds: ['source-7'], environment: ENVIRONMENT.id };
      const pages = await collect(knex, async () => {
        const { items } = await store.list(place, page);
        await store.list(
          { sourceIds: ['source-7', OTHER.sourceId, ENVIRONMENT.sourceId] },
          { ...page, before: items[items.length - 1] },
        );
        await store.countSteps(items.map(({ id }) => id));
        await store.builds(items[0].id);
        await store.findActive('source-7', ENVIRONMENT.id);
        await store.findByRequestKey('source-7', ENVIRONMENT.id, 'key');
        await EndedRebuilds.create(knex).since(
          'source-7',
          ENVIRONMENT.id,
          await store.now(),
        );
      });
      // How many there are in all can only be counted.
      const shown = pages.filter(({ sql }) => !/^select count/.test(sql));
      expect(await heavy(knex, shown, PAGES)).toEqual([]);

      const pruned = await collect(knex, async () => {
        const aborted = AbortSignal.abort();
        const environments = [ENVIRONMENT, OTHER];
        await store.prune({ days: 90, environments, signal: aborted });
      });
      const cascades = ['requests', 'steps', 'builds'].map(table =>
        knex(table).where({ rebuild_id: 'rebuild-1' }).toSQL().toNative(),
      );
      const deleting = [
        ...pruned.filter(({ sql }) => !/breakers/.test(sql)),
        ...cascades.map(({ sql, bindings }) => ({
          sql,
          bindings: [...bindings],
        })),
      ];
      expect(await heavy(knex, deleting, PAGES)).toEqual([]);
    });
  });
});

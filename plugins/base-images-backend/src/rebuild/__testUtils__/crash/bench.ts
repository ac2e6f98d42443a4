import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { toError } from '@backstage/errors';
import Knex from 'knex';
import { CrashRound, runCrashRound } from './runCrashRound';

const CONNECTION = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

async function main() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '50' },
      images: { type: 'string', default: '60' },
      'first-seed': { type: 'string', default: '1' },
    },
  });
  const address = process.env[CONNECTION];
  if (!address) {
    throw new Error(
      `Set ${CONNECTION} to a PostgreSQL server: eval "$(.ci/postgres start FOLDER)" begins one`,
    );
  }
  const first = Number(values['first-seed']);
  const rounds: CrashRound[] = [];
  for (let seed = first; seed < first + Number(values.rounds); seed++) {
    const round = await inDatabase(address, connection => {
      const knex = Knex({ client: 'pg', connection });
      return runCrashRound(knex, seed, Number(values.images)).finally(() =>
        knex.destroy(),
      );
    });
    rounds.push(round);
    print(JSON.stringify(round));
  }
  const sum = (of: 'kills' | 'starts' | 'builds') =>
    rounds.reduce((total, round) => total + round[of], 0);
  const bad = rounds.filter(({ problems }) => problems.length > 0);
  print(
    `${rounds.length} rounds, ${sum('kills')} kills, ${sum('starts')} requests to start a build, ${sum('builds')} builds, ${bad.length} rounds with problems`,
  );
  process.exitCode = bad.length > 0 ? 1 : 0;
}

/** Uses a database of its own, and drops it. */
async function inDatabase<T>(
  address: string,
  use: (connection: string) => Promise<T>,
): Promise<T> {
  const name = `crash_${randomUUID().replaceAll('-', '')}`;
  const server = Knex({ client: 'pg', connection: address });
  try {
    await server.raw(`CREATE DATABASE ${name}`);
    const url = new URL(address);
    url.pathname = `/${name}`;
    return await use(url.href);
  } finally {
    await server.raw(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.destroy();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch(error => {
  process.stderr.write(`${toError(error).message}\n`);
  process.exitCode = 1;
});

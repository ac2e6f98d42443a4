import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/**
 * Gives each plugin of a test backend a database of its own, and closes them when the tests of the file have ended. Those that
 * a test backend has by itself stay open, whose timers keep the process of the tests: what stops a backend leaves SQLite alone.
 */
export const databasePerPlugin = createServiceFactory({
  service: coreServices.database,
  // Makes it one database for each plugin.
  deps: { plugin: coreServices.pluginMetadata },
  factory: async () =>
    mockServices.database({ knex: await databases.init('SQLITE_3') }),
});

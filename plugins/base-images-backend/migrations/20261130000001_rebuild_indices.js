// @ts-check

/**
 * For what is asked at each look and for each page, and for deleting what is old. `src/rebuild/store/queryPlans.test.ts` sees to it
 * that they are used.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('rebuilds', table => {
    // Of thousands, those that go on or wait.
    table.index(['slot', 'created_at', 'id'], 'rebuilds_in_slot', {
      predicate: knex.whereNotNull('slot'),
    });
    table.index(['created_at', 'id'], 'rebuilds_created');
    table.index(['source_id', 'environment', 'ended_at'], 'rebuilds_ended');
  });
  await knex.schema.alterTable('requests', table => {
    table.index(['rebuild_id'], 'requests_rebuild');
  });
  await knex.schema.alterTable('steps', table => {
    table.index(['build_id'], 'steps_build');
  });
  await knex.schema.alterTable('builds', table => {
    table.index(['source_id', 'environment'], 'builds_going_on', {
      predicate: knex.whereNotNull('active'),
    });
  });
  await knex.schema.alterTable('breakers', table => {
    table
      .bigInteger('failed_at')
      .notNullable()
      .defaultTo(0)
      .comment('The last failure: those of long ago are forgotten');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('breakers', table => {
    table.dropColumn('failed_at');
  });
  await knex.schema.alterTable('builds', table => {
    table.dropIndex([], 'builds_going_on');
  });
  await knex.schema.alterTable('steps', table => {
    table.dropIndex([], 'steps_build');
  });
  await knex.schema.alterTable('requests', table => {
    table.dropIndex([], 'requests_rebuild');
  });
  await knex.schema.alterTable('rebuilds', table => {
    table.dropIndex([], 'rebuilds_ended');
    table.dropIndex([], 'rebuilds_created');
    table.dropIndex([], 'rebuilds_in_slot');
  });
};

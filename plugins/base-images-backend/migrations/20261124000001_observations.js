// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('observations', table => {
    table.comment(
      'What registries and Lambda said last, by source and environment',
    );
    table.string('source_id', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.string('observed_at', 24).notNullable().comment('ISO 8601, UTC');
    table.text('observation').notNullable().comment('As JSON');
    table.primary(['source_id', 'environment']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('observations');
};

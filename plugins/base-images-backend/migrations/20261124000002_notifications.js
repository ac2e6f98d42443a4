// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notifications', table => {
    table.comment(
      'What owners were told last: one row for each source, environment and subject',
    );
    table.string('source_id', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.string('subject', 16).notNullable().comment("'rebuilds' or 'stale'");
    table.text('state').nullable().comment('As JSON; null before the first');
    table
      .integer('claim_epoch')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Grows with every claim: whoever claimed it before may not write any more',
      );
    table
      .bigInteger('claim_until')
      .notNullable()
      .defaultTo(0)
      .comment('Milliseconds since 1970 by the clock of the database');
    table.primary(['source_id', 'environment', 'subject']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notifications');
};

// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('builds', table => {
    table
      .text('project')
      .nullable()
      .comment('Where it was asked for: the environment may have another now');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('builds', table => {
    table.dropColumn('project');
  });
};

// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('images', table => {
    table
      .string('layer_chain', 80)
      .nullable()
      .comment('Names the layers, so that what stands on them can be told');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('images', table => {
    table.dropColumn('layer_chain');
  });
};

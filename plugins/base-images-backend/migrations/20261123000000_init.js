// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('snapshots', table => {
    table.comment('The last good scan of every source');
    table.string('source_id', 63).primary().notNullable();
    table
      .integer('version')
      .notNullable()
      .comment('Grows with every write, so that an overtaken scan is noticed');
    table
      .text('target')
      .nullable()
      .comment('The target that the monorepo was read from');
    table
      .string('tree_hash', 64)
      .nullable()
      .comment('Hash over every path and its content');
    table
      .string('content_hash', 64)
      .nullable()
      .comment('Hash over the monorepo as JSON');
    table.text('revision').nullable().comment('Commit of the files');
    table.text('reader_etag').nullable().comment('ETag of the URL reader');
    table
      .text('engine_version')
      .nullable()
      .comment('A new engine scans again, whatever the ETag');
    table.text('monorepo').nullable().comment('Monorepo as JSON');
    table
      .string('changed_at', 24)
      .nullable()
      .comment('When a scan first gave this content (ISO 8601, UTC)');
    table
      .string('scanned_at', 24)
      .nullable()
      .comment('When the last good scan ended (ISO 8601, UTC)');
    table
      .string('failed_at', 24)
      .nullable()
      .comment('When the last scan failed (ISO 8601, UTC)');
    table.text('error').nullable().comment('Why the last scan failed');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('snapshots');
};

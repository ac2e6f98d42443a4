// @ts-check

/**
 * Times are milliseconds since 1970 by the clock of the database. Objects are JSON texts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('rebuilds', table => {
    table.comment('Plans that are, were or will be carried out');
    table.string('id', 36).primary().notNullable();
    table.string('source_id', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.string('state', 16).notNullable();
    table
      .string('slot', 16)
      .nullable()
      .comment("'active', or 'queued' behind it, or null once it has ended");
    table.text('request').notNullable();
    table.text('revision').nullable();
    table.string('tree_hash', 64).notNullable();
    table.text('started_by').nullable();
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.text('message').nullable();
    table.text('deploys').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ended_at').nullable();
    table.string('claim_owner', 36).nullable();
    table
      .integer('claim_epoch')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Grows with every claim: whoever claimed it before may not write any more',
      );
    table.bigInteger('claim_until').notNullable().defaultTo(0);
    table.unique(['source_id', 'environment', 'slot'], {
      indexName: 'rebuilds_slot',
    });
    table.index(['source_id', 'environment', 'created_at']);
  });

  await knex.schema.createTable('requests', table => {
    table.comment('Which rebuild a request key has led to');
    table.string('source_id', 63).notNullable();
    table.string('environment', 63).notNullable();
    table
      .string('request_key', 64)
      .notNullable()
      .comment('Hash of the request key');
    table
      .string('rebuild_id', 36)
      .notNullable()
      .references('id')
      .inTable('rebuilds')
      .onDelete('CASCADE');
    table.primary(['source_id', 'environment', 'request_key']);
  });

  await knex.schema.createTable('steps', table => {
    table.comment('One image of a rebuild');
    table
      .string('rebuild_id', 36)
      .notNullable()
      .references('id')
      .inTable('rebuilds')
      .onDelete('CASCADE');
    table.text('step_id').notNullable();
    table.integer('position').notNullable();
    table.string('state', 16).notNullable();
    table.text('plan').notNullable().comment('The step as it was planned');
    table.string('build_key', 64).nullable();
    table.string('digest', 80).nullable();
    table.boolean('reused').notNullable().defaultTo(false);
    table.integer('attempt').notNullable().defaultTo(1);
    table.string('build_id', 36).nullable();
    table.text('message').nullable();
    table
      .bigInteger('not_before')
      .notNullable()
      .defaultTo(0)
      .comment('Nothing is tried again before');
    table.integer('tries').notNullable().defaultTo(0);
    table
      .integer('faults')
      .notNullable()
      .defaultTo(0)
      .comment('Builds that ended with a fault of the build service');
    table.bigInteger('started_at').nullable();
    table.bigInteger('ended_at').nullable();
    table.primary(['rebuild_id', 'step_id']);
  });

  await knex.schema.createTable('builds', table => {
    table.comment(
      'One attempt of one step: written before a build is asked for',
    );
    table.string('id', 36).primary().notNullable();
    table
      .string('rebuild_id', 36)
      .notNullable()
      .references('id')
      .inTable('rebuilds')
      .onDelete('CASCADE');
    table.text('step_id').notNullable();
    table.string('source_id', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.string('platform', 63).notNullable();
    table.string('account_region', 63).notNullable();
    table.string('repository', 256).notNullable();
    table.string('build_key', 64).notNullable();
    table.integer('attempt').notNullable();
    table
      .integer('active')
      .nullable()
      .comment('1 while it goes on, else null: one for each build key');
    table.string('state', 16).notNullable();
    table.string('token', 64).notNullable();
    table.text('context_location').notNullable();
    table.text('context_version').notNullable();
    table.bigInteger('first_sent_at').nullable();
    table.integer('listings').notNullable().defaultTo(0);
    table.bigInteger('missing_since').nullable();
    table.text('service_build_id').nullable();
    table.text('phase').nullable();
    table.text('message').nullable();
    table.string('digest', 80).nullable();
    table.text('console_url').nullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ended_at').nullable();
    table.unique(['account_region', 'repository', 'build_key', 'attempt'], {
      indexName: 'builds_attempt',
    });
    table.unique(['account_region', 'repository', 'build_key', 'active'], {
      indexName: 'builds_active',
    });
    table.index(['source_id', 'environment', 'created_at']);
    table.index(['rebuild_id']);
  });

  await knex.schema.createTable('images', table => {
    table.comment('Verified images');
    table.string('account_region', 63).notNullable();
    table.string('repository', 256).notNullable();
    table.string('build_key', 64).notNullable();
    table.string('digest', 80).notNullable();
    table.text('inputs').notNullable();
    table.string('platform', 63).notNullable();
    table.bigInteger('size_in_bytes').notNullable();
    table.string('pushed_at', 32).notNullable();
    table.bigInteger('committed_at').notNullable();
    table.primary(['account_region', 'repository', 'build_key']);
  });

  await knex.schema.createTable('breakers', table => {
    table.comment('Failures in a row of one image');
    table.string('source_id', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.text('image_id').notNullable();
    table.integer('failures').notNullable();
    table.string('build_key', 64).notNullable();
    table.primary(['source_id', 'environment', 'image_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('breakers');
  await knex.schema.dropTable('images');
  await knex.schema.dropTable('builds');
  await knex.schema.dropTable('steps');
  await knex.schema.dropTable('requests');
  await knex.schema.dropTable('rebuilds');
};

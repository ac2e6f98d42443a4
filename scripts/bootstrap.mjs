#!/usr/bin/env node
// Runs with Node 18 or newer and nothing installed: it must not import anything but Node's own modules and ./lib.
import { baseImages } from './commands/baseImages.mjs';
import { start } from './commands/start.mjs';
import { test } from './commands/test.mjs';
import { prepareEnvironment } from './lib/environment.mjs';
import { SetupError, say } from './lib/log.mjs';
import { endWithNpm } from './lib/parent.mjs';

const COMMANDS = {
  install: async () => 0,
  start,
  test,
  'base-images': baseImages,
};

async function main([name, ...args]) {
  const command = COMMANDS[name];
  if (!command) {
    say(
      `usage: node scripts/bootstrap.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`,
    );
    return 2;
  }
  return await command(await prepareEnvironment(), args);
}

try {
  endWithNpm();
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) {
    throw error;
  }
  say(`error: ${error.message}`);
  say(error.help);
  process.exitCode = 1;
}

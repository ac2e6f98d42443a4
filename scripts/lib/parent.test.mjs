import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

const PARENT = new URL('./parent.mjs', import.meta.url).href;

/** Ends when its standard output is closed by all that hold it. */
function startShell(environment) {
  const script = `import(${JSON.stringify(PARENT)}).then(({ endWithNpm }) => {
    endWithNpm();
    console.log(process.pid);
    setTimeout(() => console.log('went on'), 3_000);
  })`;
  // The colon keeps the shell from becoming the program.
  return spawn('sh', ['-c', `"$0" -e "$1"; :`, process.execPath, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
}

async function outputAfterKill(environment) {
  const shell = startShell(environment);
  let output = '';
  shell.stdout.on('data', chunk => {
    output += chunk;
    shell.kill('SIGTERM');
  });
  await once(shell.stdout, 'close');
  return output.split('\n')[1];
}

test(
  'ends with the npm that runs it, and only then',
  { skip: process.platform === 'win32' },
  async () => {
    assert.equal(await outputAfterKill({ npm_lifecycle_event: 'start' }), '');
    assert.equal(
      await outputAfterKill({ npm_lifecycle_event: undefined }),
      'went on',
    );
  },
);

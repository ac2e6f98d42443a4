import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capture, runGroup } from './processes.mjs';

/** A program that starts another one which ignores polite signals, says its id, and waits. */
const STUBBORN = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'process.on("SIGINT", () => {}); setInterval(() => {}, 1000)']);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test(
  'ends grandchildren too',
  { skip: process.platform === 'win32' && 'process groups are POSIX' },
  async () => {
    let group;
    let grandchild;
    const { stopped } = await runGroup(process.execPath, ['-e', STUBBORN], {
      onStart: handle => (group = handle),
      onOutput: chunk => {
        grandchild = Number(String(chunk));
        setTimeout(() => group.stop(), 200);
      },
    });
    assert.equal(stopped, true);
    assert.ok(grandchild > 0);
    assert.equal(isAlive(grandchild), false);
  },
);

test('gives the exit status, and 127 for a program that does not exist', async () => {
  assert.deepEqual(
    await runGroup(process.execPath, ['-e', 'process.exit(3)']),
    {
      code: 3,
      stopped: false,
    },
  );
  assert.equal((await runGroup('no-such-program', [])).code, 127);
  assert.equal((await capture('no-such-program', [])).code, 127);
});

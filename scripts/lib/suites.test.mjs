import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addCounts,
  countJest,
  countPlaywright,
  countTap,
  summaryLine,
} from './suites.mjs';

test('sums all suites up in one line', () => {
  const total = addCounts([
    countJest({
      numPassedTests: 10,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      numPendingTests: 3,
      numTodoTests: 1,
    }),
    countPlaywright({
      stats: { expected: 4, flaky: 1, unexpected: 0, skipped: 2 },
      errors: [{}],
    }),
    countTap(
      'ok 1\n# tests 9\n# pass 7\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n',
    ),
  ]);
  assert.equal(summaryLine(total), '22 passed, 6 failed, 6 skipped');
});

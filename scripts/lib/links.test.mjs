import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { brokenLinks, markdownFiles } from './links.mjs';
import { ROOT } from './paths.mjs';

test('the links of every Markdown file lead somewhere', () => {
  const broken = markdownFiles(ROOT)
    .map(file => [path.relative(ROOT, file), brokenLinks(file)])
    .filter(([, links]) => links.length > 0);
  assert.deepEqual(broken, []);
});

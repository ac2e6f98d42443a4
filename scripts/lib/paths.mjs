import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const ROOT = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Where tools that the machine lacks are installed; git ignores it. */
export const TOOLS = path.join(ROOT, '.tools');

/** Reports, traces and screenshots of tests; git ignores it. */
export const RESULTS = path.join(ROOT, 'test-results');

/** A file below `node_modules` of the checkout. */
export function modulePath(...parts) {
  return path.join(ROOT, 'node_modules', ...parts);
}

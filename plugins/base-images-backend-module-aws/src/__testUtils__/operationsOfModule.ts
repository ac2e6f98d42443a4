import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How services are called in policies, by the package of their client. */
const PREFIXES: Record<string, string> = { 'cloudwatch-logs': 'logs' };

/** The operations of AWS that the sources of the module import, such as `codebuild:StartBuild`. */
export function operationsOfModule(): string[] {
  const root = resolve(__dirname, '..');
  const found = new Set<string>();
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (/\.ts$/.test(file) && !/\.test\.ts$|__testUtils__/.test(file)) {
      const text = readFileSync(join(root, file), 'utf8');
      for (const [, names, client] of text.matchAll(
        /import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)'/g,
      )) {
        for (const [, operation, paged] of names.matchAll(
          /\b(?:(\w+)Command|paginate(\w+))\b/g,
        )) {
          found.add(`${PREFIXES[client] ?? client}:${operation ?? paged}`);
        }
      }
    }
  }
  return [...found].sort();
}

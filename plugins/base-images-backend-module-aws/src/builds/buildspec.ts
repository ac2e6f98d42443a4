import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** The buildspec that every project of an environment has, inline: what a repository holds never decides how it is built. */
export function readBuildspec(): string {
  return readFileSync(
    resolvePackagePath(
      '@base-images/backstage-plugin-base-images-backend-module-aws',
      'buildspec.yml',
    ),
    'utf8',
  );
}

/** What two buildspecs have in common when they do the same: line ends and blank ends of lines do not count. */
export function buildspecHash(text: string): string {
  const normal = text
    .split(/\r?\n/)
    .map(line => line.trimEnd())
    .join('\n')
    .trim();
  return createHash('sha256').update(normal).digest('hex');
}

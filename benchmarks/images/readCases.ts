import { readFileSync } from 'node:fs';
import { ImageCase } from './ImageCase';

/**
 * Reads the Dockerfiles of a file of cases: `=== title | base image [| target]`, the Dockerfile, a line `---`, and what does not matter
 * here.
 */
export function readCases(file: string): ImageCase[] {
  return readFileSync(file, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map(part => {
      const [header, ...lines] = part.split('\n');
      const [title, baseImage, target] = header.split('|').map(s => s.trim());
      const [text] = lines.join('\n').split(/^---\n/m);
      const dockerfile = 'infra/a_lambda/Dockerfile';
      return { title, dockerfile, text, baseImage, target, event: {} };
    });
}

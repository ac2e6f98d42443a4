import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { scan } from '../../scan';
import { InMemorySourceTree } from '../../source/InMemorySourceTree';
import { WithBase } from '../WithBase';
import { WithBaseSources } from '../WithBaseSources';

/** One Dockerfile with what its rewrite gives. */
export interface RewriteCase {
  title: string;
  baseImage: string;
  target: string | undefined;
  dockerfile: string;
  /** The rewritten text, or a line for each refusal. */
  expected: string;
}

const VECTORS = join(__dirname, '..', 'vectors');

/** The monorepo of the cases, of which the image bench builds images. */
const FILES = Object.fromEntries(
  readdirSync(join(VECTORS, 'monorepo'), {
    recursive: true,
    withFileTypes: true,
  })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [
      relative(join(VECTORS, 'monorepo'), path),
      readFileSync(path, 'utf8'),
    ]),
);

/** Reads the cases of a file: `=== title | base image [| target]`, a Dockerfile, `---`, what is expected. */
export function readCases(file: string): RewriteCase[] {
  const text = readFileSync(join(VECTORS, file), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map(part => {
      const [header, ...lines] = part.split('\n');
      const [title, baseImage, target] = header.split('|').map(s => s.trim());
      const [dockerfile, expected = ''] = lines.join('\n').split(/^---\n/m);
      return { title, baseImage, target, dockerfile, expected };
    });
}

/** Reads the monorepo of the cases with a Dockerfile in it. */
export async function openMonorepo(
  dockerfile: string,
  files: Record<string, string> = {},
) {
  const tree = InMemorySourceTree.of({
    ...FILES,
    ...files,
    'infra/a_lambda/Dockerfile': dockerfile,
  });
  const { baseImages } = await scan(tree);
  const sources = await WithBaseSources.read(tree);
  return { baseImages, sources };
}

export async function rewrite(
  dockerfile: string,
  baseImage: string,
  files: Record<string, string> = {},
): Promise<WithBase> {
  const { baseImages, sources } = await openMonorepo(dockerfile, files);
  const chosen = baseImages.find(({ name }) => name === baseImage);
  if (!chosen || sources.lambdas.length !== 1) {
    throw new Error(`There is no base image ${baseImage}, or not one Lambda`);
  }
  return sources.rewrite(sources.lambdas[0], chosen);
}

/** The rewritten text, or a line for each refusal. */
export function show(result: WithBase): string {
  return 'refused' in result
    ? result.refused.map(({ line, reason }) => `${line}: ${reason}\n`).join('')
    : result.dockerfile;
}

export function targetFiles(
  target: string | undefined,
): Record<string, string> {
  return target === undefined
    ? {}
    : {
        'docker-compose.yml': `services:\n  a:\n    build: { context: ., dockerfile: infra/a_lambda/Dockerfile, target: ${target} }\n`,
      };
}

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { writeContextZip } from '../context';
import { InMemorySourceTree } from '../source';

const DOCKERFILE = 'FROM scratch\nCOPY hello.txt /hello.txt\n';

/**
 * Writes a context whose build takes as little as can be: an image of one file, from nothing.
 *
 * @param folder - where the archive is written to, under a name of its own.
 */
export async function writeTestContext(
  folder: string,
  options: {
    platform: string;
    labels: Record<string, string>;
    /** Path of the Dockerfile as the build is told it; one that is not there makes it fail. */
    dockerfile?: string;
  },
): Promise<{ path: string; sha256: string }> {
  const { platform, labels, dockerfile = 'Dockerfile' } = options;
  const files = { Dockerfile: DOCKERFILE, 'hello.txt': `${randomUUID()}\n` };
  const sizes = Object.entries(files).map(([path, text]) => ({
    path,
    size: text.length,
    type: 'file' as const,
    executable: false,
  }));
  const path = join(folder, `${randomUUID()}.zip`);
  const { sha256 } = await writeContextZip(
    InMemorySourceTree.of(files),
    {
      dockerfile: 'Dockerfile',
      context: '.',
      target: null,
      files: sizes,
      size: sizes.reduce((sum, { size }) => sum + size, 0),
      written: new Map(),
    },
    path,
    {
      folder: 'source/',
      beside: new Map([
        ['build/dockerfile', `${dockerfile}\n`],
        ['build/context', '.\n'],
        ['build/target', ''],
        ['build/platform', `${platform}\n`],
        [
          'build/labels',
          Object.entries(labels)
            .map(([name, value]) => `${name}=${value}\n`)
            .join(''),
        ],
        ['build/args', ''],
        ['build/contexts', ''],
        ['build/secrets', ''],
      ]),
    },
  );
  return { path, sha256 };
}

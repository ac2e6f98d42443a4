import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  baseImageReference,
  ImageRegistry,
  InMemorySourceTree,
  writeContextZip,
} from '@base-images/backstage-plugin-base-images-node';
import { buildFiles } from '../context/buildFiles';
import { ContextPreparer } from '../runner/ContextPreparer';

/** Contexts as they are sent to AWS, of a Dockerfile with nothing in it. */
export function zipPreparer(
  registry: Pick<ImageRegistry, 'repositoryUri'>,
): ContextPreparer {
  return {
    prepare: async (_rebuild, { plan }, inputs, environment, use) => {
      const base = plan.parent
        ? {
            name: registry.repositoryUri(environment, plan.parent.repository),
            digest: inputs.images[baseImageReference(plan.parent.name)],
          }
        : { name: 'python:3.12', digest: inputs.images['python:3.12'] };
      const folder = await mkdtemp(join(tmpdir(), 'context-'));
      try {
        const path = join(folder, `${randomUUID()}.zip`);
        const { sha256 } = await writeContextZip(
          InMemorySourceTree.of({ Dockerfile: 'FROM x' }),
          {
            dockerfile: 'Dockerfile',
            context: '.',
            target: null,
            files: [
              { path: 'Dockerfile', size: 6, type: 'file', executable: false },
            ],
            size: 6,
            written: new Map(),
          },
          path,
          {
            folder: 'source/',
            beside: buildFiles({
              inputs,
              dockerfile: 'Dockerfile',
              context: '.',
              target: null,
              base,
              onBaseImage: plan.parent !== null,
              secrets: [],
            }),
          },
        );
        return await use({ path, sha256 });
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

/** A digest that is as long as real ones. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

import { Rebuilds } from '../rebuild/api/Rebuilds';
import { startAudited } from '../rebuild/api/startAudited';
import { ActionOptions } from './ActionOptions';
import { planShape, rebuildStateSchema } from './schemas';

/** Adds the action `start-rebuild`. */
export function registerStartRebuildAction({
  actionsRegistry,
  access,
  rebuilds,
}: ActionOptions & { rebuilds: Rebuilds }): void {
  actionsRegistry.register({
    name: 'start-rebuild',
    title: 'Start a rebuild',
    description: `Builds the images of a monorepo that are stale or missing in an environment, parents first. Builds cost money, and where the environment allows it the new images are deployed to functions: show the result of the action \`plan\` first.

Needs the permission \`base-images.rebuild.create\`. Returns at once: follow the rebuild with the action \`rebuild-status\`. \`outcome\` is \`started\`; \`queued\` behind the rebuild that goes on in the environment; \`existing\` for a \`requestKey\` that was sent before; \`nothing\` when all is fresh.`,
    // It adds images, but a deployment replaces what a function runs.
    attributes: { readOnly: false, destructive: true, idempotent: false },
    examples: [
      {
        title: 'Rebuild everything that is stale or missing',
        input: { sourceId: 'receipts', environment: 'production' },
        output: {
          outcome: 'started',
          rebuildId: '7b1c6b5e-0c5c-4a57-9a8f-7d3a1a6f2f10',
          state: 'running',
          steps: 3,
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          ...planShape(z),
          requestKey: z
            .string()
            .min(1)
            .max(200)
            .optional()
            .describe(
              'The same key gives the same rebuild, however often it is sent',
            ),
        }),
      output: z =>
        z.object({
          outcome: z.enum(['started', 'queued', 'existing', 'nothing']),
          rebuildId: z
            .string()
            .nullable()
            .describe('Null when there is nothing to do'),
          state: rebuildStateSchema(z).nullable(),
          steps: z.number().describe('Number of images to build'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { outcome, rebuild } = await startAudited(input, {
        access,
        rebuilds,
        credentials,
      });
      return {
        output: {
          outcome,
          rebuildId: rebuild?.id ?? null,
          state: rebuild?.state ?? null,
          steps: rebuild?.steps.length ?? 0,
        },
      };
    },
  });
}
